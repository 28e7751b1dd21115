from zcdesk.system.memory import with_own_settings


def test_settings_are_asked_for_once_and_others_stay() -> None:
    once = with_own_settings("glibc.malloc.check=3")
    assert once.startswith("glibc.malloc.check=3:glibc.malloc.hugetlb=1:")
    assert with_own_settings(once) == once


def test_what_a_person_set_stays() -> None:
    settings = with_own_settings("glibc.malloc.hugetlb=0")
    assert "glibc.malloc.hugetlb=1" not in settings
    assert settings.startswith("glibc.malloc.hugetlb=0:glibc.malloc.mmap_threshold=")
