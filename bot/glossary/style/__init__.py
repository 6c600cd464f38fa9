"""Style: the rules that only an author's check and the tests hold a glossary against."""

from bot.glossary.style.checking import RULES, Rule, check, remarks
from bot.glossary.style.remark import Remark

__all__ = ["RULES", "Remark", "Rule", "check", "remarks"]
