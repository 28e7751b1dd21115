"""A brand by itself: letters that are no word are hers, those of everyday words only by a sign."""

import pytest

from zcdesk.names.brand_rarity import ASKED_BRAND, SURE_BRAND, brand_odds
from zcdesk.names.company_brands import own_brands

SURE = "[沐野]检字〔2023〕第118号 采样：[沐野]水质室 在[砺垣]工作 [启明]检字〔2021〕7号 [金桥]公司"
ASKED = "[天山] [长城]质〔2024〕12号 [和信]检字 [友好]集团 “[雪莲]” 由于[冠农]园区 位于[天山]北麓"
ASKED += " 本人在[阳光]任职 经[穗芃]推荐"
INSTITUTES = "新疆[昆仑]地质勘查院 吐鲁番[丰收]葡萄研究所 新疆[]社会科学院 哈密市[]人民医院"
OTHERS = "[云岭]水泥有限公司 中[华域]名 投资[和信]贷 [天山]区 张[沐野]签发 黄[金桥]梁"


@pytest.mark.parametrize("text", f"{SURE} {ASKED} {OTHERS}".split())
def test_letters_are_a_brand_by_their_rarity_and_by_what_they_stand_in(text: str) -> None:
    before, _, rest = text.partition("[")
    brand, _, behind = rest.partition("]")
    odds = brand_odds(before, brand, behind)
    assert (odds >= SURE_BRAND) is (text in SURE.split())
    assert (odds >= ASKED_BRAND) is (text not in OTHERS.split())


@pytest.mark.parametrize("employer", INSTITUTES.split())
def test_an_institute_has_a_brand_where_it_does_not_begin_with_its_trade(employer: str) -> None:
    brand = employer[employer.index("[") + 1 : employer.index("]")]
    assert own_brands(employer.replace("[", "").replace("]", "")) == ((brand,) if brand else ())
