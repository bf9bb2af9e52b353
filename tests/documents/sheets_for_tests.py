"""Sheets that the tests of documents share."""

from __future__ import annotations

import math

from app.documents.sheets import (
    AmountLine,
    CheckLine,
    ContractSheet,
    Field,
    Instalment,
    Paragraph,
    PartyBlock,
    Section,
    SignatureBlock,
    SlipSheet,
    Stroke,
    Table,
)
from app.documents.slip_template import compose, shipped_layout

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
CODE = "GT1:C:0198c0de-1234-7abc-8def-0123456789ab"
RARE_NAME = "兰州𠮷䶮㛃𫟷新材料研究院"
WORDS = "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"
CLAUSE = (
    "甲方应当在本合同生效之日起１０．８５个工作日内向乙方支付￥1,234,567.89元（大写：人民币壹佰元整），"
    "并提供“技术资料”……否则《民法典》——另有规定。乙方应当按照本合同约定的进度、质量和数量指标完成研究"
    "开发工作，按期交付研究开发成果（包括但不限于：样机、图纸、工艺文件、检测报告及源程序）。"
)


def strokes() -> tuple[Stroke, ...]:
    return tuple(
        tuple(
            (400 * row + 60 * step, int(600 + 500 * math.sin(step / 3 + row)), 0.1 + step / 40, 5 * step)
            for step in range(30)
        )
        for row in range(3)
    )


def contract(
    sections: int = 6, parties: int = 2, *, is_draft: bool = False, is_sample: bool = False
) -> ContractSheet:
    roles = [
        ("委托人（甲方）", "甘肃尚德机电设备有限公司", "甲方"),
        ("研究开发人（乙方）", RARE_NAME, "乙方"),
        ("第三方（丙方）", "甘肃省建材科研设计院", "丙方"),
        ("第四方（丁方）", "兰州节水设备有限公司", "丁方"),
    ][:parties]
    fields = (Field("住所地", "甘肃省兰州市城关区张苏滩科技街一百八十八号"), Field("法定代表人", "张𠮷"))
    return ContractSheet(
        title="技术开发（委托）合同",
        number="LZ-2026-000123",
        hall_name="兰州科技大市场",
        cover=(Field("项目名称", "碳纳米纤维与碳纤维气凝胶"), Field("签订地点", "甘肃省兰州市")),
        preamble=("依据《中华人民共和国民法典》的规定，双方订立本合同。",),
        parties=tuple(PartyBlock(role, name, fields) for role, name, _ in roles),
        sections=tuple(_section(number) for number in range(1, sections + 1)),
        amounts=(AmountLine("合同总金额", "1,234,567.89", WORDS),),
        instalments=(
            Instalment("第1期", "合同生效后十日内", "2026-12-01", "400,000.00", "32.40%"),
            Instalment("第2期", "验收合格后十日内", "2027-03-01", "834,567.89", "67.60%"),
        ),
        closing=("本合同自双方签字或者盖章之日起生效。",),
        copies="本合同一式五份，具有同等法律效力。",
        signatures=tuple(SignatureBlock(role, name, short) for role, name, short in roles),
        code=CODE,
        digest=DIGEST,
        is_draft=is_draft,
        is_sample=is_sample,
    )


def _section(number: int) -> Section:
    table = Table(
        ("序号", "内容", "完成时间"),
        (("1", "总体方案", "2026-12-01"), ("2", CLAUSE, "2027-03-01")),
        (1, 6, 2),
    )
    return Section(
        key=f"section{number}",
        heading=f"第{number}条　研究开发内容与进度",
        items=(
            Paragraph(CLAUSE, f"{number}.1"),
            Paragraph(CLAUSE * 2),
            CheckLine("提交兰州仲裁委员会仲裁。", True),
            table,
        ),
        carries_price=number == 2,
    )


SLIP_CODE = "GT1:V:0198c0de-1234-7abc-8def-0123456789ab"
SLIP_FACTS = {
    "hall": "兰州科技大市场服务大厅",
    "number": "A012",
    "matter": "技术合同认定登记",
    "window": "3 号窗口",
    "ahead": "3 人",
    "estimate": "约 10～25 分钟",
    "taken_at": "2026-11-23 10:15",
    "notice": "过号请到导办台重新排队。",
}


def slip(layout: str = "", **facts: str) -> SlipSheet:
    text = layout or shipped_layout("slip.txt")
    parts = compose(text, SLIP_FACTS | facts, {"code": SLIP_CODE, "rating": ""})
    return SlipSheet("A012", "兰州科技大市场服务大厅", parts)
