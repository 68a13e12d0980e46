"""Units of measure and currencies: one name each, and how to bring them to a common scale."""

from __future__ import annotations

import re

# dimension -> {unit: factor}; percentages, percentage points and multiples stand alone.
_SCALES: dict[str, dict[str, float]] = {
    "time": {
        "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
        "fortnight": 1209600.0, "month": 2629800.0, "year": 31557600.0, "decade": 315576000.0,
        "century": 3155760000.0,
    },
    "length": {
        "millimetre": 0.001, "centimetre": 0.01, "metre": 1.0, "kilometre": 1000.0,
        "mile": 1609.344, "foot": 0.3048, "inch": 0.0254, "yard": 0.9144,
    },
    "area": {"square metre": 1.0, "hectare": 1e4, "square kilometre": 1e6, "acre": 4046.86,
             "square mile": 2.59e6},
    "mass": {"gram": 0.001, "kilogram": 1.0, "tonne": 1000.0, "pound-mass": 0.45359},
    "volume": {"millilitre": 0.001, "centilitre": 0.01, "litre": 1.0, "cubic metre": 1000.0,
               "barrel": 158.987, "gallon": 3.78541},
    "power": {"watt": 1.0, "kilowatt": 1e3, "megawatt": 1e6, "gigawatt": 1e9},
    "energy": {"kilowatt-hour": 1.0, "megawatt-hour": 1e3, "gigawatt-hour": 1e6,
               "terawatt-hour": 1e9},
    "data": {"kilobyte": 1e3, "megabyte": 1e6, "gigabyte": 1e9, "terabyte": 1e12},
    "sterling": {"pound": 1.0, "penny": 0.01},  # whose cents they are, cents do not say
    "speed": {"kilometre per hour": 1.0, "mile per hour": 1.609344},
}  # fmt: skip
_FACTORS = {unit: (dim, f) for dim, units in _SCALES.items() for unit, f in units.items()}

# spelling (regular expression) -> unit; case matters where the pattern says so
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"(?i:percentage[\s-]points?|per\s?cent(?:age)?[\s-]points?|pp\b|p\.p\.|points?\b)", "point"),
    (r"(?i:%|‰|per\s?cent\b|percent\b|pct\b)", "percent"),
    (r"(?i:times\b|-?fold\b|×)|x\b", "times"),
    (r"(?i:°\s?C\b|degrees?\s+(?:Celsius|centigrade))", "celsius"),
    (r"(?i:°\s?F\b|degrees?\s+Fahrenheit)", "fahrenheit"),
    (r"(?i:degrees?\b)", "degree"),
    (r"(?i:seconds?\b|secs?\b)", "second"),
    (r"(?i:minutes?\b|mins?\b)", "minute"),
    (r"(?i:hours?\b|hrs?\b)", "hour"),
    (r"(?i:days?\b)", "day"),
    (r"(?i:weeks?\b)", "week"),
    (r"(?i:fortnights?\b)", "fortnight"),
    (r"(?i:months?\b)", "month"),
    (r"(?i:years?\b|yrs?\b)", "year"),
    (r"(?i:decades?\b)", "decade"),
    (r"(?i:centur(?:y|ies)\b)", "century"),
    (r"(?i:kilomet(?:re|er)s?\s+(?:per|an)\s+hour\b)|km/h\b", "kilometre per hour"),
    (r"(?i:miles\s+(?:per|an)\s+hour\b)|mph\b", "mile per hour"),
    (r"(?i:square\s+kilomet(?:re|er)s?\b|sq\.?\s?km\b)|km²|km2\b", "square kilometre"),
    (r"(?i:square\s+miles?\b)", "square mile"),
    (r"(?i:square\s+met(?:re|er)s?\b)|m²|m2\b", "square metre"),
    (r"(?i:hectares?\b)|ha\b", "hectare"),
    (r"(?i:acres?\b)", "acre"),
    (r"(?i:cubic\s+met(?:re|er)s?\b)|m³|m3\b", "cubic metre"),
    (r"(?i:kilomet(?:re|er)s?\b)|km\b", "kilometre"),
    (r"(?i:centimet(?:re|er)s?\b)|cm\b", "centimetre"),
    (r"(?i:millimet(?:re|er)s?\b)|mm\b", "millimetre"),
    (r"(?i:met(?:re|er)s?\b)|m\b", "metre"),
    (r"(?i:miles?\b)", "mile"),
    (r"(?i:feet\b|foot\b|ft\b)", "foot"),
    (r"(?i:inch(?:es)?\b)", "inch"),
    (r"(?i:yards?\b)", "yard"),
    (r"(?i:kilogram(?:me)?s?\b|kilos?\b)|kg\b", "kilogram"),
    (r"(?i:(?:metric\s+)?tonn?(?:e)?s?\b)", "tonne"),
    (r"(?i:gram(?:me)?s?\b)|g\b", "gram"),
    (r"(?i:lbs?\b)", "pound-mass"),
    (r"(?i:millilit(?:re|er)s?\b)|m[lL]\b", "millilitre"),
    (r"(?i:centilit(?:re|er)s?\b)|c[lL]\b", "centilitre"),
    (r"(?i:lit(?:re|er)s?\b)|[lL]\b", "litre"),
    (r"(?i:barrels?\b)", "barrel"),
    (r"(?i:gallons?\b)", "gallon"),
    (r"kWh\b", "kilowatt-hour"),
    (r"MWh\b", "megawatt-hour"),
    (r"GWh\b", "gigawatt-hour"),
    (r"TWh\b", "terawatt-hour"),
    (r"(?i:kilowatts?\b)|kW\b", "kilowatt"),
    (r"(?i:megawatts?\b)|MW\b", "megawatt"),
    (r"(?i:gigawatts?\b)|GW\b", "gigawatt"),
    (r"(?i:watts?\b)|W\b", "watt"),
    (r"(?i:volts?\b)|V\b", "volt"),
    (r"(?i:decibels?\b)|dB(?:\(A\))?(?!\w)", "decibel"),
    (r"(?i:kilobytes?\b)|[kK]B\b", "kilobyte"),
    (r"(?i:megabytes?\b)|MB\b", "megabyte"),
    (r"(?i:gigabytes?\b)|GB\b", "gigabyte"),
    (r"(?i:terabytes?\b)|TB\b", "terabyte"),
    (r"(?i:(?:US|U\.S\.|American)\s+dollars?\b|dollars?\b|US\$)|USD\b|\$|bucks\b", "dollar"),
    (r"(?i:euros?\b)|EUR\b|€", "euro"),
    (r"(?i:pounds?(?:\s+sterling)?\b)|GBP\b|£", "pound"),
    (r"(?i:tenge\b)|KZT\b|₸", "tenge"),
    (r"(?i:ro?ubles?\b)|RUB\b|₽", "rouble"),
    (r"(?i:yuan\b|renminbi\b)|CNY\b|RMB\b", "yuan"),
    (r"(?i:yen\b)|JPY\b|¥", "yen"),
    (r"(?i:rupees?\b)|INR\b|₹", "rupee"),
    (r"(?i:hryvni?as?\b)|UAH\b|₴", "hryvnia"),
    (r"(?i:(?:Turkish\s+)?liras?\b)|TRY\b|₺", "lira"),
    (r"(?i:(?:Swiss\s+)?francs?\b)|CHF\b", "franc"),
    (r"(?i:won\b)|KRW\b|₩", "won"),
    (r"(?i:zlotys?\b)|PLN\b", "zloty"),
    (r"(?i:kron(?:a|or|e|er)\b)|SEK\b|NOK\b|DKK\b", "krone"),
    (r"(?i:pesos?\b)", "peso"),
    (r"(?i:cents?\b)", "cent"),
    (r"(?i:pence\b|penn(?:y|ies)\b)|(?<=\d)p\b(?!\.?m\b)", "penny"),
)
_PATTERNS = tuple((re.compile(rf"[\s-]*(?:{pattern})"), unit) for pattern, unit in _SPELLINGS)
_NEEDS_AMOUNT = frozenset({"won"})  # also a verb: "15 won seats" is no money
CURRENCIES = frozenset(
    "dollar euro pound tenge rouble yuan yen rupee hryvnia lira franc won zloty krone peso "
    "cent penny".split()
)
CURRENCY_SIGN = re.compile(
    r"(?:US\$|[A-Z]{1,2}\$|\$|€|£|₸|₽|¥|₹|₴|₺|₩|\b(?:USD|EUR|GBP|KZT|RUB|CNY|CHF)\b)\s?$"
)


def unit_at(text: str, position: int) -> tuple[str, int]:
    """The unit written at ``position`` (spaces and a hyphen before it allowed) and its end.

    Returns ``("", position)`` when there is none.
    """
    for pattern, unit in _PATTERNS:
        match = pattern.match(text, position)
        if match and match.end() > position:
            if unit in _NEEDS_AMOUNT and re.match(r"\s+(?:[a-z]+\s)", text[match.end() :]):
                continue
            return unit, match.end()
    return "", position


def unit_of_sign(sign: str) -> str:
    """The currency that a sign or code before a number stands for: ``US$`` -> ``dollar``."""
    for pattern, unit in _PATTERNS:
        if unit in CURRENCIES and pattern.fullmatch(sign.strip()):
            return unit
    return "dollar" if "$" in sign else ""


def dimension(unit: str) -> str:
    """What a unit measures (``time``, ``money``, ...); a unit without relatives is its own."""
    if unit in CURRENCIES:
        return "money"
    return _FACTORS[unit][0] if unit in _FACTORS else unit


def factor(source: str, target: str) -> float | None:
    """By what an amount in ``source`` is multiplied to be in ``target``; None if it cannot be."""
    if source == target:
        return 1.0
    if source in _FACTORS and target in _FACTORS:
        (dim_a, a), (dim_b, b) = _FACTORS[source], _FACTORS[target]
        return a / b if dim_a == dim_b else None
    if {source, target} == {"percent", "share"}:
        return 100.0 if source == "share" else 0.01
    return None
