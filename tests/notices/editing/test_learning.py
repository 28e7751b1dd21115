"""What a person corrects in one notice is read in the next of the same hand, here and elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.given import there
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import Draft, DraftAnswer, Found
from zcdesk.notices.editing.four_sentences import Four, typed, with_the_rest
from zcdesk.notices.editing.learning import taught
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files import own_examples
from zcdesk.notices.files.loading import (
    add_profile,
    built_in_ids,
    examples_with,
    load_notice,
    notice_text,
    packed_profile,
)
from zcdesk.notices.files.own_examples import examples_file, kept, read_lines
from zcdesk.notices.files.packing import packed
from zcdesk.notices.files.parsing import read_profile
from zcdesk.notices.sentences import ProposalKind

FIRST = """关于做好2027年度澜川市档案系列职称评审工作的通知

一、要交的东西
（一）身份证、毕业证书拿来核对，各交一张纸。
（二）干过的事写成一篇自述，三千字打住。
（三）馆里出的服务鉴定，盖公章。
（四）拿不出学时的，写一张情况说明。

二、规矩
（一）材料打回来的，三天之内弄好，只许打回一回。
（二）代表作上把师傅和馆名糊上。
（三）弄假的，往后三年别来。
（四）支援牧区的那一年算你的，用不着再凑学时。
"""
SECOND = FIRST.replace("2027", "2028").replace("三千字", "四千字").replace("馆里出", "局里出")
TITLES = {"毕业证书拿来核对": "毕业证书", "干过的事写成": "自述"}
FREED = "支援牧区的那一年算你的，用不着再凑学时。"
EXAMPLE = '{{"notice":"a","words":"{words}","heading":"","kind":"{kind}","value":"{value}"}}'


def draft_of(text: str) -> Draft:
    draft = read(text, "lanchuan")
    return replace(draft, asked=built(draft).asked)


def corrected(draft: Draft) -> Draft:
    """Return a draft with other titles, a rule taken out, one of hers, one of another kind."""
    papers = (replace(one, title=TITLES[one.title], sure=True) if one.title in TITLES else one
              for one in draft.papers)  # fmt: skip
    found = (one for one in draft.found if one.kind is not ProposalKind.PENALTY)
    mine = Found(ProposalKind.EXEMPTION, "拿不出学时的", quote="拿不出学时的，写一张情况说明。")
    covering = replace(draft.covering, words=("师傅", "馆名"), settled=True)
    freed = next(one.key for one in draft.asked if one.words == FREED)
    draft = replace(draft, papers=tuple(papers), found=(*found, mine), covering=covering)
    return draft.with_answer(freed, DraftAnswer.EXEMPTION)


def said(draft: Draft) -> set[tuple[str, str]]:
    papers = {(ProposalKind.SLOT, one.title) for one in draft.papers}
    return {(one.kind, one.value) for one in draft.found} | papers


def is_read_right() -> bool:
    """Tell whether the second notice is read as the first was corrected."""
    found = said(read(SECOND, "lanchuan-2028"))
    right = {*TITLES.values(), "拿不出学时的"} <= {value for _, value in found}
    freed = any(kind == "exemption" and value in FREED for kind, value in found)
    return right and freed and not ({*TITLES} | {"往后三年别来"}) & {value for _, value in found}


@pytest.mark.usefixtures("own_home")
def test_what_was_corrected_is_read_next_time_and_by_whoever_gets_the_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = corrected(draft_of(FIRST))
    assert not is_read_right()
    profile = tmp_path / "lanchuan.yaml"
    profile.write_text(built(draft).profile, "utf-8")
    own_examples.keep(learnt := taught(draft))
    assert is_read_right()
    assert taught(draft) == learnt  # however the text is read by now
    pack = tmp_path / "lanchuan.pack.yaml"
    pack.write_text(packed_profile(profile, {"by": "王丽"})[1], "utf-8")
    for name in ("HOME", "USERPROFILE", "APPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "another"))
    assert not is_read_right()
    add_profile(pack)
    assert is_read_right()
    again = packed_profile(pack, {})[1]
    assert again.count("# example: ") == len(kept().rows) == len(learnt)


@pytest.mark.usefixtures("own_home")
def test_only_what_somebody_decided_is_learnt_and_the_last_word_counts() -> None:
    draft = draft_of(FIRST)
    assert taught(draft) == taught(with_the_rest(draft)) == ()
    for text in map(notice_text, map(load_notice, built_in_ids())):
        assert taught(with_the_rest(read("\n".join(text), "as-read", 2027))) == ()
    everywhere = draft_of(FIRST.replace("盖公章。", "盖公章。所有材料用PDF格式。"))
    assert "所有材料" in [one.title for one in everywhere.papers]
    assert taught(everywhere) == ()
    other = (replace(one, title="驾驶证", sure=True) for one in draft.papers)  # not its words
    assert taught(replace(draft, papers=tuple(other))) == ()
    assert taught(there(typed(draft, Four.RETURNS, ("2", "5天")))) == ()
    for _ in range(2):
        own_examples.keep(taught(corrected(draft)))
    rows = kept().rows
    assert len(rows) == len(set(rows)) > 5
    assert all(row.stands_in("".join(FIRST.split())) and row.notice == "lanchuan" for row in rows)
    (unit,) = {row.unit for row in rows if row.value == "自述"}
    own_examples.keep([row.model_copy(update={"value": "一篇自述"}) for row in rows
                       if row.value == "自述"])  # fmt: skip
    assert [row.value for row in kept().rows if row.unit == unit] == ["一篇自述"]


@pytest.mark.usefixtures("own_home")
@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", "\\ud800", EXAMPLE[2:-2],
        EXAMPLE.format(words="交身份证。", kind="slot", value="护照"),
        EXAMPLE.format(words="交身份证。", kind="slot", value=""),
        EXAMPLE.format(words="交身份证。", kind="none", value="身份证"),
        EXAMPLE.format(words="交" * 2000, kind="none", value=""),
        EXAMPLE.format(words="交身份证。", kind="none", value="").replace("notice", "name"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_example_is_left_out_and_the_others_count(line: str) -> None:
    good = EXAMPLE.format(words="交身份证。", kind="slot", value="身份证")
    examples_file().parent.mkdir(parents=True)
    examples_file().write_text(f"{good}\n{line}\n\n", "utf-8")
    assert (len(kept().rows), kept().left_out) == (1, 1)


@pytest.mark.usefixtures("own_home")
def test_words_of_another_text_do_not_come_in_with_a_profile(tmp_path: Path) -> None:
    both = "申报人张伟的身份证。", "身份证、毕业证书拿来核对，各交一张纸。"
    lines = (EXAMPLE.format(words=words, kind="slot", value="身份证") for words in both)
    pack = tmp_path / "lanchuan.pack.yaml"
    pack.write_text(packed(built(draft_of(FIRST)).profile, {}, read_lines(lines).rows), "utf-8")
    assert examples_with(pack, read_profile(pack)).left_out == 1
    add_profile(pack)
    assert [row.words[:3] for row in kept().rows] == ["身份证"]
