"""Spells integers and decimals the ways that Arabic papers do: the other direction of the number reader.

Written from the grammar books, not from the reader: units agree inversely in gender, a hundred is one word or two, the
counted scale is plural from 3 to 10, accusative from 11 to 99 and genitive singular else, duals take their case.
"""

from random import Random

MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
# singular, dual stem, plural
SCALES = {
    10**9: [("مليار", "مليار", "مليارات"), ("بليون", "بليون", "بلايين"), ("مليار", "مليار", "ملايير")],
    10**6: [("مليون", "مليون", "ملايين")],
    10**3: [("ألف", "ألف", "آلاف")],
}


class Speller:
    """One way of spelling: the gender of the units, the case, one-word hundreds, «و» parted, hamzas left out."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.feminine = random.random() < 0.5
        self.oblique = random.random() < 0.5
        self.joined_hundreds = random.random() < 0.5
        self.mia = random.choice(["مائة", "مئة"])
        self.joint = random.choice([" و", " و", " و "])
        self.bare = random.random() < 0.3
        self.digits = random.choice(["0123456789", "0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])

    def finish(self, text: str) -> str:
        return text.translate(str.maketrans("أإآئ", "اااي")) if self.bare else text

    def case(self, stem: str, nominative: str, oblique: str) -> str:
        return stem + (oblique if self.oblique else nominative)

    def unit(self, n: int, feminine: bool) -> str:
        if n == 2:
            return self.case("اثنت" if feminine else "اثن", "ان", "ين")
        return (FEMININE if feminine else MASCULINE)[n]

    def below_hundred(self, n: int, feminine: bool) -> str:
        if n <= 10:
            return self.unit(n, feminine)
        if n < 20:
            return self.teen(n - 10, feminine)
        ten = self.case(TENS[n // 10], "ون", "ين")
        return self.unit(n % 10, feminine) + self.joint + ten if n % 10 else ten

    def teen(self, unit: int, feminine: bool) -> str:
        ten = "عشرة" if feminine else "عشر"
        if unit == 1:
            return ("إحدى " if feminine else "أحد ") + ten
        if unit == 2:
            return self.case("اثنت" if feminine else "اثن", "ا", "ي") + " " + ten
        return self.unit(unit, feminine) + " " + ten

    def hundred(self, n: int, construct: bool) -> str:
        if n == 1:
            return self.mia
        if n == 2:
            return self.case(self.mia[:-1] + "ت", "ا" if construct else "ان", "ي" if construct else "ين")
        return FEMININE[n] + ("" if self.joined_hundreds else " ") + self.mia

    def below_thousand(self, n: int, feminine: bool, construct: bool = False) -> str:
        hundreds, rest = divmod(n, 100)
        parts = [self.hundred(hundreds, construct and not rest)] if hundreds else []
        if rest:
            parts.append(self.below_hundred(rest, feminine))
        return self.joint.join(parts)

    def digit_group(self, n: int) -> str:
        return "".join(self.digits[int(d)] for d in str(n))

    def scaled(self, n: int, scale: int, mixed: bool) -> str:
        """`n` times `scale`, below 1000 times."""
        singular, dual, plural = self.random.choice(SCALES[scale])
        if n == 1:
            return singular
        if n == 2:
            return self.case(dual, "ان", "ين")
        count = self.digit_group(n) if mixed else self.below_thousand(n, feminine=False, construct=True)
        rest = n % 100
        noun = plural if 3 <= rest <= 10 else singular + ("ا" if 11 <= rest <= 99 else "")
        return f"{count} {noun}"

    def spell(self, n: int) -> str:
        """`n` in words, or in digits before its scales («3 ملايين و500 ألف»)."""
        if n == 0:
            return "صفر"
        if n == 200:  # «ميتان» is «the dead», without its hamza
            return self.hundred(2, construct=False)
        mixed = self.random.random() < 0.4
        parts = []
        for scale in SCALES:
            count, n = divmod(n, scale)
            if count:
                parts.append(self.scaled(count, scale, mixed))
        if n:
            words = not mixed or not parts or self.random.random() < 0.3
            parts.append(self.below_thousand(n, self.feminine) if words else self.digit_group(n))
        return self.finish(self.joint.join(parts))

    def grouped(self, n: int) -> str:
        """`n` in digits, its thousands grouped or not."""
        text = f"{n:,}".replace(",", self.random.choice(["", ".", ",", "٬", " ", "،", "\u00a0", "'"]))
        return text.translate(str.maketrans("0123456789", self.digits))

    def decimal(self, whole: int, decimals: str) -> str:
        """`whole.decimals`: a mark of some press, the agencies' «ر», or words."""
        mark = self.random.choice([".", ",", "٫", "،", "ر", "فاصلة"])
        text = {
            "ر": f"{decimals}ر{whole}",
            "فاصلة": f"{self.spell(whole)} فاصلة {decimals}",
        }.get(mark, f"{whole}{mark}{decimals}")
        return self.finish(text.translate(str.maketrans("0123456789", self.digits)))
