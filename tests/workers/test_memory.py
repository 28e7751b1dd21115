from zcdesk.workers.memory import with_large_pages


def test_large_pages_are_asked_for_once_and_other_settings_stay() -> None:
    once = with_large_pages("glibc.malloc.check=3")
    assert once == "glibc.malloc.check=3:glibc.malloc.hugetlb=1"
    assert with_large_pages(once) == once
    assert with_large_pages("") == "glibc.malloc.hugetlb=1"
