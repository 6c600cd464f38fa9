"""Laws: whatever the files hold, the loader knows what to say, in the order of files and lines."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.glossary import Fault, Glossary, GlossaryError, Term, check, fold, load, read

SIGNS = st.sampled_from("-[]{}:,?&*!|>'\"%@`#~a1\n \té\u2028\x00\ufeff\r") | st.sampled_from(["---", "- ", ": ", "no"])
KEYS = st.sampled_from([field.name for field in fields(Term)])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _read(book: Path, content: bytes) -> None:
    (book / "rig.yaml").write_bytes(content)
    faults = _faults(check, book)
    assert list(faults) == sorted(faults)
    assert all(fault.line > 0 and fault.column > 0 and fault.message for fault in faults)


def _faults(reader: Callable[[Path], Glossary], book: Path) -> tuple[Fault, ...]:
    try:
        reader(book)
    except GlossaryError as error:
        return error.faults
    return ()


@QUICK
@given(st.lists(SIGNS | st.text(max_size=3), max_size=40))
def test_no_text_brings_the_loader_down(book: Path, signs: list[str]) -> None:
    _read(book, "".join(signs).encode(errors="surrogatepass"))


@QUICK
@given(st.binary(max_size=60))
def test_no_bytes_bring_the_loader_down(book: Path, content: bytes) -> None:
    _read(book, content)


@QUICK
@given(VALUES)
def test_no_tree_brings_the_loader_down(book: Path, tree: object) -> None:
    _read(book, yaml.safe_dump(tree, allow_unicode=True).encode(errors="surrogatepass"))


@QUICK
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_entry_brings_the_loader_down(book: Path, entry: dict[str, object]) -> None:
    _read(book, yaml.safe_dump([entry], allow_unicode=True).encode(errors="surrogatepass"))


@QUICK
@given(st.integers(0, 2_500), SIGNS)
def test_no_slip_of_a_finger_brings_the_loader_down(book: Path, at: int, sign: str) -> None:
    text = (Path(__file__).parent / "sailing" / "rig.yaml").read_text(encoding="utf-8")
    _read(book, (text[:at] + sign + text[at:]).encode())


@QUICK
@given(st.integers(0, 2_500), SIGNS)
def test_loading_and_reading_tell_the_same_faults(book: Path, at: int, sign: str) -> None:
    text = (Path(__file__).parent / "sailing" / "rig.yaml").read_text(encoding="utf-8")
    (book / "rig.yaml").write_bytes((text[:at] + sign + text[at:]).encode())
    assert _faults(load, book) == read(book).faults


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_spaces_hyphens_and_case_do_not_matter(name: str) -> None:
    assert fold(" ".join(name)) == fold("-".join(name.casefold()))


def test_a_thousand_broken_links_are_told_in_good_time(book: Path) -> None:
    text = (book / "rig.yaml").read_text(encoding="utf-8")
    copies = (
        text.replace("slug: halyard", f"slug: halyard-{n}").replace("slug: sheet", f"slug: x{n}") for n in range(200)
    )
    (book / "rig.yaml").write_text("".join(copies), encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        load(book)
    assert len(caught.value.faults) > 1_000
