"""The page's markdown: pure modules, run in the browser that they are made for."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.page.conftest import OpenTab

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What is typed, and what it is read as: type(content), text as it stands, blocks with " | " between them.
READ_AS = {
    "plain": "paragraph(plain)",
    "**bo** *it* _it_ __un__ ~~no~~ ||sp||": (
        "paragraph(bold(bo) italic(it) italic(it) underline(un) strike(no) spoiler(sp))"
    ),
    "***both***": "paragraph(bold(italic(both)))",
    "**a *b* c**": "paragraph(bold(a italic(b) c))",
    "snake_case_name and 2*3*4": "paragraph(snake_case_name and 2italic(3)4)",
    "2 * 3 * 4": "paragraph(2 * 3 * 4)",
    r"\*not\* \_this\_ \<b>": "paragraph(*not* _this_ <b>)",
    "`**code**` ``a ` b``": "paragraph(code(**code**) code(a ` b))",
    "unclosed **bold and `code": "paragraph(unclosed **bold and `code)",
    "# One\n## Two\n### Three\n#### Four": "heading1(One) | heading2(Two) | heading3(Three) | paragraph(#### Four)",
    "#no heading": "paragraph(#no heading)",
    "-# small **b**": "small(small bold(b))",
    "> a\n> b\nc": "quote(paragraph(a\nb)) | paragraph(c)",
    "x\n>>> a\nb": "paragraph(x) | quote(paragraph(a\nb))",
    "- a\n- b\n  - c\n- d": "list(paragraph(a); paragraph(b), list(paragraph(c)); paragraph(d))",
    "3. a\n4. b": "list3(paragraph(a); paragraph(b))",
    "- **a**: b": "list(paragraph(bold(a): b))",
    "a\n```py\nx = **1**\n```\nb": "paragraph(a) | pre:py(x = **1**) | paragraph(b)",
    "```one line```": "pre:(one line)",
    "``` ```": "paragraph(code( ))",
    "[text](https://a.example/b_(c)) end": "paragraph(link:https://a.example/b_(c)(text) end)",
    "[a](javascript:alert(1))": "paragraph([a](javascript:alert(1)))",
    "[a](data:text/html,x) <javascript:x>": "paragraph([a](data:text/html,x) <javascript:x>)",
    "see https://a.example/x_y_z. <https://b.example>": (
        "paragraph(see link:https://a.example/x_y_z(https://a.example/x_y_z). link:https://b.example/(https://b.example))"
    ),
    "<@12> <@!12> <@&34> <#56> @everyone </daily setup:78> <:wave:9>": (
        "paragraph(user:12 user:12 role:34 channel:56 everyone:everyone command:daily setup :wave:)"
    ),
    "<t:0> <t:60:R> <t:99:q>": "paragraph(time:0f time:60R <t:99:q>)",
    "a\n\nb": "paragraph(a\n\nb)",
    "<b>x</b>": "paragraph(<b>x</b>)",
    "": "",
}


# How each type of node is written down; the others as type(content).
WRITTEN: dict[str, Callable[[dict[str, Any]], str]] = {
    "text": lambda node: node["text"],
    "heading": lambda node: f"heading{node['level']}({read(node['children'])})",
    "code": lambda node: f"pre:{node['language']}({node['text']})" if "language" in node else f"code({node['text']})",
    "list": lambda node: (
        f"list{node['start'] if node['ordered'] else ''}({'; '.join(read(item, ', ') for item in node['items'])})"
    ),
    "link": lambda node: f"link:{node['url']}({read(node['children'])})",
    "quote": lambda node: f"quote({read(node['children'], ' | ')})",
    "time": lambda node: f"time:{node['at']}{node['style']}",
    **dict.fromkeys(("user", "role", "channel"), lambda node: f"{node['type']}:{node['id']}"),
    **dict.fromkeys(("everyone", "command"), lambda node: f"{node['type']}:{node['name']}"),
}


def read(nodes: list[Any], between: str = "") -> str:
    return between.join(WRITTEN.get(node["type"], other)(node) for node in nodes)


def other(node: dict[str, Any]) -> str:
    return f"{node['type']}({read(node['children'])})"


async def test_text_is_read_as_discord_reads_it(open_page: OpenTab) -> None:
    tab = await open_page()
    trees = await tab.page.evaluate(
        "async sources => sources.map((await import('/page/js/markdown/blocks.js')).parse)",
        list(READ_AS),
    )
    assert {source: read(tree, " | ") for source, tree in zip(READ_AS, trees, strict=True)} == READ_AS


async def test_hostile_text_is_read_in_no_time(open_page: OpenTab) -> None:
    tab = await open_page()
    slowest = await tab.page.evaluate(
        """async parts => {
            const { parse } = await import('/page/js/markdown/blocks.js');
            const times = parts.map((part) => {
                const begun = performance.now();
                parse(part.repeat(4000 / part.length));
                return performance.now() - begun;
            });
            return Math.max(...times);
        }""",
        [
            "*",
            "**a",
            "_a",
            "[",
            "[a](",
            "||",
            "`",
            "> ",
            "- ",
            "<t:1",
            "~~",
            "__",
            "```",
            "https://",
            "(\\",
            "*a ",
            "a\n",
        ],
    )
    assert slowest < 1000  # milliseconds, on a busy machine


async def test_moments_are_written_for_the_reader(open_page: OpenTab) -> None:
    tab = await open_page()
    said = await tab.page.evaluate(
        """async () => {
            const { written, saidAt } = await import('/page/js/time.js');
            const noon = Date.UTC(2026, 6, 1, 10);
            return [
                ...['t', 'd', 'D'].map((style) => written(noon, style, noon)),
                written(noon + 3_600_000, 'R', noon),
                written(noon - 86_400_000, 'R', noon),
                saidAt(noon, noon + 60_000),
                saidAt(noon, noon + 86_400_000),
                saidAt(noon, noon + 3 * 86_400_000),
            ];
        }"""
    )
    assert [text.replace("\u202f", " ") for text in said] == [
        "12:00 PM", "7/1/26", "July 1, 2026", "in 1 hour", "1 day ago",
        "Today at 12:00 PM", "Yesterday at 12:00 PM", "7/1/26 12:00 PM",
    ]  # fmt: skip
