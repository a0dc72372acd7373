"""Dates, numbers and days as ICU says them in a language: Debian's python3-icu is asked in a Python of its own, as the
one of the tests has no packages of the system."""

import json
import subprocess
from datetime import date

import pytest

# English as it is written outside America, but for its months: "Sep" is understood everywhere.
LOCALES = {"en": ("en_IE", "en"), "ar": ("ar@numbers=latn", "ar")}

ICU = """
import json, sys
from icu import *
pattern_locale, names_locale, dates, days, numbers = json.load(sys.stdin)
locale = Locale(pattern_locale)
generator = DateTimePatternGenerator.createInstance(locale)
symbols = DateFormatSymbols(Locale(names_locale))
def format(skeleton, day):
    made = SimpleDateFormat(generator.getBestPattern(skeleton), locale)
    made.setDateFormatSymbols(symbols)
    made.setTimeZone(TimeZone.createTimeZone("UTC"))
    return made.format(day * 86400.0)
relative = RelativeDateTimeFormatter(locale)
LAST, THIS = UDateDirection.LAST, UDateDirection.THIS
def ago(n):
    if n < 2: return relative.format(LAST if n else THIS, UDateAbsoluteUnit.DAY)
    return relative.format(float(n), LAST, UDateRelativeUnit.DAYS)
number = NumberFormatter.withLocale(locale)
weekdays = symbols.getWeekdays(DateFormatSymbols.STANDALONE, DateFormatSymbols.ABBREVIATED)
json.dump({
    "dates": [format("yMMMd", day) for day in dates], "months": [format("yMMM", day) for day in dates],
    "ago": [ago(n) for n in days], "numbers": [number.formatInt(n) for n in numbers],
    "weekdays": list(weekdays[2:]) + [weekdays[1]],
    "alone": list(symbols.getMonths(DateFormatSymbols.STANDALONE, DateFormatSymbols.ABBREVIATED))[:12],
    "percent": NumberFormat.createPercentInstance(locale).format(0.2),
}, sys.stdout)
"""


def icu(language, dates, days, numbers):
    if subprocess.run(["/usr/bin/python3", "-c", "import icu"], capture_output=True).returncode:
        pytest.skip("Debian's python3-icu is not installed")
    given = [*LOCALES.get(language, (language, language)), [(d - date(1970, 1, 1)).days for d in dates], days, numbers]
    ending = subprocess.run(["/usr/bin/python3", "-c", ICU], input=json.dumps(given), capture_output=True, text=True)
    assert ending.returncode == 0, ending.stderr
    return json.loads(ending.stdout)
