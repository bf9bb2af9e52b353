"""Finding by whatever a clerk types: every reading of a name, the best hit first."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.counter import Counter, open_counter
from app.kernel.changes import ChangeSet
from app.kernel.clock import SteppingClock
from app.reception.documents import DocumentKind
from app.reception.finding import HitKind, cuts
from app.reception.queries import Hit
from app.reception.readings import readings_of, spellings
from app.reception.search_index import WORDS_VERSION
from app.reception.service import OrganisationEntry, PersonEntry, VisitEntry
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from tests.builders import MORNING, PASSWORD
from tests.conftest import Opener

NAMES = """
重阳 chongyang|zhongyang 单雄信 shanxiongxin|dan 曾国荣 zengguorong|ceng 解晓东 xiexiaodong|jie
仇和平 qiuheping|chou 行大道 xingdadao|hang 盖叫山 gejiaoshan|gai 区寄海 ouji|qu
朴智星 piaozhixing|pu 查良雨 zhaliangyu|cha 乐嘉文 yuejiawen|le 折可存 shekecun|zhe
种师道 chongshidao|zhong 缪荃孙 miaoquansun|mou 黑伯龙 hebolong|hei 翟志刚 zhaizhigang|di
万俟卨 moqi|wanqi 尉迟恭 yuchigong|wei 令狐冲 linghuchong|lhc 长孙无忌 zhangsunwuji|chang
澹台明 tantaiming|dan 员半千 yunbanqian|yuan 覃塞风 qinsaifeng|tan 隗福临 kuifulin|wei
秘克文 bikewen|mi 召文秀 shaowenxiu|zhao 祭遵礼 zhaizunli|ji 燕青山 yanqingshan|yqs
那英杰 nayingjie|nuo 撒贝宁 sabeining|sbn 任我行 renwoxing|rwh 尹相杰 yinxiangjie|yxj
纪晓岚 jixiaolan|jxl 盛宣怀 shengxuanhuai|cheng 车晓东 chexiaodong|ju 石守信 shishouxin|dan
卜凡石 bufan|bo 贾宝成 jiabaocheng|gu 沈从文 shencongwen|chen 谷文昌 guwenchang|yu
宁静之 ningjing|nj 应采儿 yingcaier|yce 冯国强 fengguoqiang|pingguo 车前子 cheqianzi|cqz
郗鉴文 chijian|xi 牟其中 mouqizhong|muqi 洗星海 xianxinghai|xi 薄熙来 boxi|baoxi
柏杨树 boyang|baiyang 宿迁来 suqian|xiuqian 佴祥云 naixiang|er 阚泽民 kanzemin|han
谌龙飞 chenlong|shen 乜小明 niexiao|mie 句践文 goujian|ju 华子良 huaziliang|hzl
吕布韦 lvbuwei|lubuwei 阿不都 abudu|ebudu 买买提·艾力 maimaitiaili|mmtal 李zs lizs|lz
"""


def listed() -> list[tuple[str, list[str]]]:
    parts = NAMES.split()
    return [(name, ways.split("|")) for name, ways in zip(parts[::2], parts[1::2], strict=True)]


@pytest.fixture(scope="module")
def sixty_people(founded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    home = tmp_path_factory.mktemp("sixty") / "home"
    shutil.copytree(founded_home, home)
    counter = open_counter(home, SteppingClock(MORNING + 60_000_000), FileSecrets(home))
    clerk = counter.accounts.sign_in("admin", PASSWORD, None).value
    for name, _ in listed():
        counter.reception.register_person(PersonEntry(name), actor=clerk)
    yield counter
    counter.close()


@pytest.mark.parametrize(("name", "ways"), listed(), ids=[name for name, _ in listed()])
def test_every_reading_of_a_name_finds_it(sixty_people: Counter, name: str, ways: list[str]) -> None:
    for typed in ways:
        assert name in names(sixty_people.people.find(typed, 20)), typed


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.person.name for hit in hits if hit.person is not None]


def test_there_are_sixty_of_them() -> None:
    assert len(listed()) == 60


@pytest.mark.parametrize("typed", ["lizs", "lzhens", "lzsheng", "LiZhen", "li zhen sheng", "zsheng", "振"])
def test_pinyin_and_initials_may_be_mixed_and_begin_anywhere(counter: Counter, typed: str) -> None:
    assert "李振声" in names(counter.people.find(typed, 20))


@pytest.mark.parametrize(
    "typed", ["lzlytr", "lzlvy", "lztr", "lyxf", "绿原", "兰州绿原", "lanzhoulv", "91620100ma000012xx"]
)
def test_an_organisation_is_found_by_its_short_names(counter: Counter, typed: str) -> None:
    found = counter.people.find(typed)
    assert "兰州绿原土壤修复有限公司" in [hit.organisation.name for hit in found if hit.organisation]


@pytest.mark.parametrize(
    "typed", ["%", "_", "*", "[a-z]", "?", "'", '"', "\\", "lz*", "\x00", "\ud800", "😀", "x" * 5000]
)
def test_whatever_is_typed_finds_no_more_than_it_says(counter: Counter, typed: str) -> None:
    assert counter.people.find(typed) == ()


def test_nothing_typed_finds_nothing(counter: Counter) -> None:
    assert counter.people.find("  ") == ()


def test_who_was_here_lately_stands_before_others_of_the_same_initials(
    counter: Counter, clerk: Actor
) -> None:
    for name in ("林子", "卢志", "刘柱"):
        counter.reception.register_person(PersonEntry(name), actor=clerk)
    here = counter.reception.register_person(PersonEntry("鲁卓"), actor=clerk).value.id
    counter.queueing.take_number(VisitEntry(counter.catalogue.matters()[0].id, here), actor=clerk)
    assert names(counter.people.find("lz"))[:2] == ["鲁卓", "李振声"]


def test_a_whole_name_stands_before_names_it_begins_or_is_in(counter: Counter, clerk: Actor) -> None:
    for name in ("马晓", "马晓芳", "司马晓"):
        counter.reception.register_person(PersonEntry(name), actor=clerk)
    found = names(counter.people.find("马晓"))
    assert found[0] == "马晓" and found[-1] == "司马晓"


def test_a_ticket_its_slip_and_a_contract_are_found_by_number(counter: Counter, clerk: Actor) -> None:
    ticket = counter.queue.today()[0]
    for typed in (ticket.number, ticket.number.lower(), f"GT1:V:{ticket.visit_id}"):
        (hit,) = counter.people.find(typed)
        assert (hit.kind, hit.key) == (HitKind.TICKET, ticket.id)


def test_a_new_name_replaces_the_old_one_in_the_index(counter: Counter, clerk: Actor) -> None:
    key = counter.people.find_people("李振声")[0].id
    entry = PersonEntry("李震生", DocumentKind.RESIDENT_ID, "620102190001010010")
    counter.reception.register_person(entry, actor=clerk)
    assert [row.id for row in counter.people.find_people("李震生")] == [key]
    assert counter.people.find_people("李振声") == ()


def test_an_index_that_was_lost_is_made_anew(open_copy: Opener) -> None:
    counter = open_copy()
    with counter.store.rewrite() as connection:
        connection.execute(f"DROP TRIGGER search_person_insert_{WORDS_VERSION}")
        connection.execute("DELETE FROM search_word")
    counter.close()
    assert names(open_copy().people.find("lzs"))[0] == "李振声"


def test_rows_of_the_centre_are_found_too(counter: Counter) -> None:
    # The pull writes bare rows and then tells whole tables.
    with counter.store.rewrite() as connection:
        connection.execute("UPDATE person SET name = '欧阳锋' WHERE name = '李振声'")
        connection.execute("UPDATE organisation SET ended_at = 1 WHERE name LIKE '兰州绿原%'")
    counter.store.announce(ChangeSet(frozenset({("person", "*")})))
    assert names(counter.people.find("oyf")) == ["欧阳锋"]
    assert counter.people.find("lyty") == () == counter.people.find("绿原")


def test_an_organisation_knows_its_people(counter: Counter, clerk: Actor) -> None:
    body = OrganisationEntry("甘肃尚德机电有限公司", credit_code="91620100MA00001116")
    key = counter.reception.register_organisation(body, actor=clerk).value.id
    assert "李振声" in [row.name for row in counter.people.people_of(key)]


def test_letters_are_cut_into_beginnings_of_syllables() -> None:
    assert ("li", "z", "s") in cuts("lizs")
    assert ("l", "zhen") in cuts("lzhen")
    assert cuts("lzs") == ()


def test_the_usual_reading_is_said_first() -> None:
    assert next(spellings(readings_of("单雄信"), 1)) == ("shan", "xiong", "xin")


def test_what_works_beside_ends_with_the_counter(open_copy: Opener) -> None:
    counter = open_copy()
    counter.start()
    counter.close()
    running = {thread.name for thread in threading.enumerate()}
    assert not {"search index", "retention", "retention of paper"} & running
