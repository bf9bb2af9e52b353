"""Organisations are found as their names are said, however many readings the characters have."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.counter import Counter, open_counter
from app.kernel.clock import SteppingClock
from app.reception.index_words import Kind, words_of
from app.reception.readings import squeezed
from app.reception.service import OrganisationEntry, PersonEntry
from app.security.secrets import FileSecrets
from tests.builders import MORNING, PASSWORD

BODIES = """
招商银行兰州分行 zsyhlzfh|zhaoshangyinhanglanzhoufenhang|lzfh
中国银行重庆分行 zgyhcqfh|zhongguoyinhangchongqingfenhang|cqfh
中国建设银行股份有限公司甘肃省分行 zgjsyhgfyxgsgssfh|jsyhgfyxgsgssfh|gssfh|gansushengfenhang
中国银行兰州城关支行 zgyhlzcgzh|lanzhouchengguanzhihang|cgzh
兰州银行股份有限公司长乐支行 lzyhgfyxgsclzh|changlezhihang
中国工商银行长沙行政中心支行 zggsyhcsxzzxzh|changshaxingzheng
重庆银行长寿支行 cqyhcszh|chongqingyinhang
重庆农村商业银行股份有限公司 cqncsyyhgfyxgs|nongcunshangyeyinhang
长沙银行股份有限公司 csyhgfyxgs|changshayinhang
厦门国际银行思明支行 xmgjyhsmzh|xiamenguojiyinhang
农业银行六安分行 nyyhlafh|luanfenhang
交通银行蚌埠分行 jtyhbbfh|jiaotongyinhangbengbufenhang
徽商银行长江中路支行 hsyhcjzlzh|changjiangzhongluzhihang
长治市商业银行总行 zzssyyhzh|zhangzhishi|zonghang
成都农商行高新支行 cdnshgxzh|nongshanghang
平安银行会计结算部 payhkjjsb|kuaijijiesuan
厦门大学 xmdx|xiamendaxue
重庆大学 cqdx|chongqingdaxue
长安大学 cadx|changandaxue
兰州交通大学长青学院 lzjtdxcqxy|changqingxueyuan
中国音乐学院 zgyyxy|zhongguoyinyue
六安职业技术学院 lazyjsxy|luanzhiye
西藏藏医药大学 xzzyydx|xizangzangyiyao
甘肃省科学院传感技术研究所 gsskxycgjsyjs|chuanganjishu
兰州理工大学都市研究院 lzlgdxdsyjy|dushiyanjiu
中国科学院大连化学物理研究所 zgkxydlhxwlyjs|dalianhuaxue
重庆长安汽车股份有限公司 cqcaqcgfyxgs|chongqingchangan
三一重工股份有限公司 syzggfyxgs|sanyizhonggong
重阳养老服务中心 cyylfwzx|chongyangyanglao
长城汽车长沙销售公司 ccqccsxsgs|changchengqiche
四川长虹电器股份有限公司 scchdqgfyxgs|changhongdianqi
单县朝阳乐器厂 sxzyyqc|sxcyyqc|shanxianchaoyang|yueqichang
曾记餐饮管理有限公司 zjcyglyxgs|cjcyglyxgs|zengji
解氏种业有限责任公司 xszyyxzrgs|xieshizhongye|jszyyxzrgs
仇家庄农民专业合作社 qjznmzyhzs|qiujiazhuang|chou
乐清市朝晖传媒有限公司 yqszhcmyxgs|yueqingshizhaohui
乐山大佛调查咨询公司 lsdfdczxgs|leshandafo
朝鲜族音乐协会 cxzyyxh|chaoxianzu
甘肃行业协会调解中心 gshyxhtjzx|hangyexiehui|tiaojiezhongxin
北京市单行线律师事务所 bjsdxxlssws|lvshishiwusuo|lushishiwusuo
立信会计师事务所(特殊普通合伙)甘肃分所 lxkjssws|lxkjsswstspthhgsfs|kuaijishi
台州弹簧厂 tztc|tzthc|taizhoutanhuang
东莞市石化设备厂 dgsshsbc|dongguanshi
都江堰水利调度处 djysldd|dujiangyan
华为技术有限公司 hwjsyxgs|huaweijishu
中国石油天然气股份有限公司长庆油田分公司 zgsytrqgfyxgscqytfgs|changqingyoutian
"""
PEOPLE = """
解朝乐行 xzlx|xclx|xiechaolexing|jclx 行长乐 xcl|xzl|hangchangle 曾重解 zcj|zzj|cengchongjie
单乐朝 slc|syz|danlechao 仇重行 qzx|qcx|chouzhongxing 长孙朝 cszhao|zsc|changsunchao
Müller müller|muller|Muller Łukasz lukasz|łukasz Bjørn bjorn|bjørn Nguyễn nguyen|nguyễn
"""


def listed(text: str) -> list[tuple[str, list[str]]]:
    parts = text.split()
    return [(name, ways.split("|")) for name, ways in zip(parts[::2], parts[1::2], strict=True)]


@pytest.fixture(scope="module")
def registered(founded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    home = tmp_path_factory.mktemp("bodies") / "home"
    shutil.copytree(founded_home, home)
    counter = open_counter(home, SteppingClock(MORNING + 60_000_000), FileSecrets(home))
    clerk = counter.accounts.sign_in("admin", PASSWORD, None).value
    for name, _ in listed(BODIES):
        counter.reception.register_organisation(OrganisationEntry(name, country="CN"), actor=clerk)
    for name, _ in listed(PEOPLE):
        counter.reception.register_person(PersonEntry(name), actor=clerk)
    yield counter
    counter.close()


@pytest.mark.parametrize(("name", "ways"), listed(BODIES), ids=[name for name, _ in listed(BODIES)])
def test_an_organisation_is_found_as_it_is_said(registered: Counter, name: str, ways: list[str]) -> None:
    missed = [typed for typed in (*ways, name) if name not in bodies(registered, typed)]
    assert missed == []


def bodies(counter: Counter, typed: str) -> list[str]:
    return [row.name for row in counter.people.find_organisations(typed)]


def test_a_whole_long_name_that_is_pasted_stands_first(registered: Counter) -> None:
    name = "中国石油天然气股份有限公司长庆油田分公司"
    assert bodies(registered, name) == [name]


@pytest.mark.parametrize(("name", "ways"), listed(PEOPLE), ids=[name for name, _ in listed(PEOPLE)])
def test_so_is_a_person_also_without_accents(registered: Counter, name: str, ways: list[str]) -> None:
    found = {typed: [row.name for row in registered.people.find_people(typed)] for typed in ways}
    assert [typed for typed, names in found.items() if name not in names] == []


def test_accents_go_and_the_signs_of_other_scripts_stay_whole() -> None:
    assert [squeezed(text) for text in ("Émile Zoë", "김철수", "李振声")] == ["emilezoe", "김철수", "李振声"]


def test_an_organisation_takes_little_room_in_the_index() -> None:
    """Terminals keep some hundred thousand names: 60 words each are what the store is sized for."""
    counts = [len(words_of(Kind.ORGANISATION, name)) for name, _ in listed(BODIES)]
    assert sum(counts) / len(counts) <= 60
    assert max(counts) <= 200
