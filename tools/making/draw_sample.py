"""Draws the fictional sample applicant into ``resources/samples/`` (a developer's tool).

``python tools/making/draw_sample.py`` draws the same files again on the same machine. Whoever
changes a page has to give the person's review decisions for it again: they hang on the file's
content.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

import yaml
from PIL import Image

import zcdesk  # noqa: F401  (first, it sets switches)
from tools.drawing.damage import (
    blur,
    edge,
    faint,
    fold,
    grained,
    grey,
    lowered_to,
    phone,
    skewed_by,
    turned_by,
    uneven_light,
    yellowed,
)
from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.people import Person, han_person, invent_colleagues
from tools.drawing.words import Organisation

NOTICE = "region-senior-2024"
TARGET = Path(__file__).parents[2] / "resources" / "samples" / NOTICE
SEED = "sample 7"
EMPLOYER = Organisation("新疆砺垣智能装备制造有限公司", "砺垣智能")
PROJECT = "棉花采收机械智能作业系统"
SCHOOL = "昆仑理工大学"
AUTHORITY = "天岭自治州人力资源和社会保障局"
COURSES = "天岭自治州专业技术人员继续教育中心"
USUAL = {
    "school": SCHOOL,
    "major": "机械设计制造及其自动化",
    "series": "工程",
    "specialty": "智能制造",
    "level": "正高级",
    "title": "高级工程师",
    "department": "研发中心",
    "duty": "主任工程师",
    "project": PROJECT,
    "journal": "西部智能制造",
    "authority": AUTHORITY,
    "sender": AUTHORITY,
    "giver": AUTHORITY,
    "schooling": "普通高等学校",
    "degree": "工学",
    "format": "A5",
}
CASE_FACTS = {
    "series": "senior_engineer",
    "level": "full_senior",
    "degree": "yes",
    "chsi_record": "found",
    "title_origin": "xinjiang",
    "moved_from_office": "no",
    "village_work": "no",
    "published_papers": "yes",
    "representative_work": "yes",
    "dispatching_unit": "no",
    "employer_kind": "local",
    "aid_xinjiang": "no",
    "posting_start": "2024-08-12",
    "posting_end": "2024-08-19",
}


@dataclass(frozen=True)
class Scan:
    """One file of the sample and how it came about.

    ``exif`` is the orientation tag that a camera wrote: the stored picture lies, the shown one
    stands. ``turned`` is a page that really lies, in degrees clockwise.
    """

    file: str
    slot: str
    kind: str
    facts: dict[str, str] = field(default_factory=dict)
    how: tuple[str, ...] = ("scan",)
    skew: float = 0.0
    turned: int = 0
    exif: int = 1
    dpi: int = 190
    quality: int = 78
    draw: int = 0


def _course(year: int, course: str, file: str, **more: object) -> Scan:
    slot = "ce_special" if course == "专业科目" else "ce_public"
    uyghur = str(more.pop("uyghur", "no"))
    facts = {"year": str(year), "course": course, "authority": COURSES, "uyghur": uyghur}
    return Scan(file, slot, "training_certificate", facts, **more)  # type: ignore[arg-type]


SCANS = (
    Scan("扫描0001.jpg", "id_card", "id_card", skew=-0.7),
    Scan("一寸照片.jpg", "photo_1inch", "inch_photo", how=("clean",), dpi=300, quality=92),
    Scan("苗某毕业证.jpg", "diploma", "diploma", {"year": "2007"}, ("camera",), exif=6),
    Scan("学位证书.jpg", "degree_cert", "degree_certificate", {"year": "2007"}, skew=0.9),
    Scan("学信网查询结果.png", "edu_verify", "education_check", {"year": "2007"},
         ("clean",), dpi=110),
    Scan("任职资格文件2018.jpg", "title_doc", "qualification_document",
         {"year": "2018", "own": "yes"}, ("grey", "scan"), skew=1.1),
    Scan("苗昱澄职称证书.jpg", "title_cert", "title_certificate", {"year": "2018", "uyghur": "no"}),
    # A short form that she did not tell: what practice asks about.
    Scan("IMG_2034.jpg", "practice_evidence", "sealed_statement",
         {"year": "2024", "project": f"砺垣公司{PROJECT}"}, skew=-1.3),
    Scan("劳动合同第1页.jpg", "practice_evidence", "contract_page",
         {"year": "2012", "seal": "yes"}, ("yellow", "scan")),
    Scan("专业技术人员花名册.jpg", "practice_evidence", "roster_table", {"own": "yes"}, turned=270),
    Scan("情况说明.jpg", "practice_evidence", "split_name", {}, ("scan",)),
    Scan("表彰决定.jpg", "achievement_evidence", "award_decision",
         {"year": "2022", "own": "yes", "prize": "职工技术创新成果奖"}, skew=0.6),
    Scan("微信图片_20240815093211.jpg", "achievement_evidence", "award_certificate",
         {"year": "2021", "form": "project", "prize": "科学技术进步奖"}, ("phone",)),
    Scan("IMG_2040.jpg", "achievement_evidence", "award_certificate",
         {"year": "2019", "form": "person", "prize": "技术创新标兵"}, ("camera",), exif=3),
    Scan("聘书.jpg", "achievement_evidence", "vertical_certificate", {}, skew=-0.8),
    _course(2021, "专业科目", "继续教育专业2021.jpg"),
    _course(2022, "专业科目", "继续教育专业2022.jpg", skew=1.6),
    _course(2023, "专业科目", "苗昱澄2023专业科目.jpg", turned=180),
    _course(2024, "专业科目", "继续教育专业2024.jpg", how=("faint", "scan")),
    _course(2020, "公需科目", "公需2020.jpg", how=("grey", "scan")),
    _course(2021, "公需科目", "公需2021.jpg", skew=-1.8),
    _course(2022, "公需科目", "公需2022.jpg"),
    _course(2023, "公需科目", "苗昱澄2023公需.jpg", turned=90),
    _course(2024, "公需科目", "公需2024.png", how=("clean",), dpi=130, uyghur="yes"),
    Scan("论文封面.jpg", "paper", "journal_cover", {"year": "2022"}),
    Scan("论文目录.jpg", "paper", "journal_contents", {"year": "2022"}, skew=0.5),
    Scan("论文正文第1页.jpg", "paper", "paper_front", {"year": "2022"}, dpi=200),
    Scan("检索报告.jpg", "paper", "search_report", {"year": "2022"}, skew=-0.4),
    Scan("技术报告封面_苗昱澄.jpg", "representative_work", "report_cover",
         {"year": "2023", "seal": "yes"}),
    Scan("技术报告正文.jpg", "representative_work", "report_page", {"year": "2023"}),
    Scan("考核表2021.jpg", "annual_assessment", "appraisal_form",
         {"year": "2021", "seal": "no"}, skew=0.8),
    Scan("考核表2022.jpg", "annual_assessment", "appraisal_form",
         {"year": "2022", "seal": "no"}, turned=90, skew=-0.6),
    Scan("苗昱澄2023年度考核.jpg", "annual_assessment", "appraisal_form",
         {"year": "2023", "seal": "yes"}, ("camera",), exif=8),
    Scan("工作总结.jpg", "work_summary", "work_summary", {"named": "no"}),
    Scan("承诺书.jpg", "pledge", "pledge", {"year": "2024"}, skew=1.0),
    Scan("公示.jpg", "posting", "posting", {"year": "2024", "start": "12"}),
    Scan("公示结果.jpg", "posting_result", "posting_result",
         {"year": "2024", "days": "7"}, skew=-0.9),
    Scan("推荐意见.jpg", "recommendation", "recommendation", {"year": "2024"}),
)  # fmt: skip


def people() -> tuple[Person, tuple[Person, ...]]:
    """Return the applicant and the people around, a Uyghur colleague among them."""
    random = Random(SEED)
    drawn = han_person("苗", "昱澄", EMPLOYER, "男", random)
    born = date(1984, 11, 6)
    applicant = Person(drawn.name, drawn.latin, EMPLOYER, "男", "汉族", born, "659900198411060134")
    colleague = Person(
        "艾尔肯·热合曼", ("Rahman", "Erkin"), EMPLOYER, "男", "维吾尔族", date(1986, 4, 19),
        "659900198604190211",
    )  # fmt: skip
    others = invent_colleagues(applicant, random, 13)
    return applicant, (*others[:3], colleague, *others[3:])


def draw(scan: Scan, applicant: Person, colleagues: tuple[Person, ...]) -> DrawnPage:
    """Draw one scan as the person sees it when the file is opened."""
    random = Random(f"{SEED}/{scan.file}/{scan.draw}")
    base = 300 if scan.kind == "inch_photo" else 200
    page = draw_page(scan.kind, applicant, colleagues, random, base, {**USUAL, **scan.facts})
    for name, happen in (("yellow", yellowed), ("faint", faint), ("grey", grey)):
        if name in scan.how:
            page = happen(page, random)
    if "phone" in scan.how:
        page = uneven_light(phone(fold(page, random), random), random)
    if "camera" in scan.how:
        page = uneven_light(page, random)
    if scan.skew:
        page = edge(skewed_by(page, scan.skew), random)
    if scan.turned:
        page = turned_by(page, scan.turned)
    if "clean" in scan.how:
        return lowered_to(page, scan.dpi)
    return grained(lowered_to(blur(page, random), scan.dpi), 1.9, random)


def saved(page: DrawnPage, scan: Scan) -> bytes:
    """Return the file's bytes: PNG by its name, otherwise JPEG with a camera's tags."""
    image, file = Image.fromarray(page.picture), io.BytesIO()
    if scan.file.endswith(".png"):
        image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()
    lies = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
            8: Image.Transpose.ROTATE_270}[scan.exif]  # fmt: skip
    exif = Image.Exif()
    if lies is not None:
        image = image.transpose(lies)
    if scan.exif != 1 or "phone" in scan.how or "camera" in scan.how:
        exif[0x0112] = scan.exif
        exif[0x010F], exif[0x0110] = "Fictional", "ZC-1"
        exif[0x0132] = "2024:08:15 09:32:11"
    image.save(file, "JPEG", quality=scan.quality, dpi=(page.dpi, page.dpi), exif=exif)
    return file.getvalue()


def truth_of(page: DrawnPage) -> dict[str, object]:
    """Return what tests want to know, in pixels of the picture as a viewer shows it."""
    marks = [
        {
            "role": mark.role.value,
            "text": mark.text,
            "em": round(mark.em, 1),
            "near": mark.near,
            "hand": mark.hand,
            "characters": [
                [[round(x, 1), round(y, 1)] for x, y in polygon] for polygon in mark.characters
            ],
        }
        for mark in page.marks
        if mark.role not in (Role.TEXT, Role.NUMBER, Role.DATE)
    ]
    height, width = page.picture.shape[:2]
    return {
        "kind": page.kind,
        "width": width,
        "height": height,
        "dpi": page.dpi,
        "turned": page.turned,
        "skew": page.skew,
        "marks": marks,
    }


def main() -> None:
    """Write all files, ``sample.yaml`` and ``truth.json``."""
    TARGET.mkdir(parents=True, exist_ok=True)
    applicant, colleagues = people()
    truth, total = {}, 0
    for scan in SCANS:
        page = draw(scan, applicant, colleagues)
        data = saved(page, scan)
        (TARGET / scan.file).write_bytes(data)
        truth[scan.file] = truth_of(page)
        total += len(data)
        print(f"{scan.file}: {len(data):,} bytes")
    told = {
        "notice": NOTICE,
        "applicant": {
            "name": applicant.name,
            "employer": applicant.employer.name,
            "aliases": [],
            "employer_aliases": [applicant.employer.short],
            "id_number": applicant.id_number,
        },
        "facts": CASE_FACTS,
        "files": [{"file": scan.file, "slot": scan.slot} for scan in SCANS],
    }
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
    head = "# 虚构的示例申报人，此人、单位、机构和证书均不存在。\n"
    (TARGET / "sample.yaml").write_text(head + text, encoding="utf-8")
    dumped = json.dumps(truth, ensure_ascii=False, separators=(",", ":"))
    (TARGET / "truth.json").write_text(dumped, encoding="utf-8")
    print(f"{len(SCANS)} files, {total:,} bytes, truth {len(dumped):,}")


if __name__ == "__main__":
    main()
