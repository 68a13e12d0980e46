"""Texts of before Unicode: the encoding is told by what the bytes would spell."""

from __future__ import annotations

import pytest

from assistant.corpus.decoding import decode

SHORT = {
    "Spanish": "La reunión fue el lunes en la peña. El señor Ibáñez llegó tarde. ¿Quién pagará?",
    "Portuguese": "A reunião começou às nove. O orçamento não foi aprovado. As mães irão à escola.",
    "French": "La piscine sera fermée en février. Où nager ? À Évry, grâce à l’école.",
    "German": "Die Gebühr beträgt 3 €. Hunde dürfen nicht in die Küche. Der Schlüssel hängt außen.",
    "Swedish": "Mötet hölls på måndagen. Avgiften höjs. Alla över sextio år åker gratis.",
    "Norwegian": "Møtet ble holdt på mandag. Prisen økes. Barn får gå gratis på båten.",
    "pounds": "The fee is £300 per person. Children pay £25. The office opens at nine.",
    "dashes": "The board met on 3 May – as planned. It was short. It ends – at last – in June.",
    "quotes": "The warden’s answer was “no”. It’s dark by six. They don’t mind the café.",
    "names": "The lecture by Ms Guðmundsson is free. Dogs stay outside. Ask José or Jürgen.",
    "Polish": "Zebranie odbyło się w środę. Opłata wzrośnie do stu złotych. Łódź płynie za darmo.",
    "Czech": "Schůze byla v pondělí ve škole. Poplatek se zvýší. Děti jezdí lodí zdarma.",
    "Russian": "Собрание прошло в школе. Плата повысится до тридцати рублей. Лодка бесплатна.",
    "Turkish": "Toplantı salı günü yapıldı. Ücret otuz liraya çıkacak. İkinci tekne bağışlandı.",
    "Greek": "Η συνέλευση έγινε τη Δευτέρα. Η συνδρομή είναι τριάντα ευρώ. Η βάρκα είναι δωρεάν.",
    "Japanese": "総会は月曜日に開かれました。会費は三十円になります。カヌーは無料です。",
}
MORE = {
    "Spanish": "Los niños no pagan – según el acuerdo. «Mañana será tarde», dijo la señora.",
    "Portuguese": "As ligações à estação são poucas. Ninguém votou contra. “Não há pão”, disse.",
    "French": "L’entrée est gratuite. Le goûter coûte 4 € et l’œuvre sera exposée çà et là à Noël.",
    "German": "Größere Gruppen melden sich an – „das genügt“. Für Schäden haftet der Träger.",
    "Swedish": "Föreningen målar bryggan – men bastun är öppen. Åsa Öberg har nyckeln.",
    "Norwegian": "Nøkkelen henger på kjøkkenet – ved døra. Åse mente at gebyret er for høyt.",
    "pounds": "A deposit of £40 is kept until the keys come back. Tea is £2 and served from four.",
    "dashes": "The rooms – three of them – are let by the hour. The years 2019–2023 were busy.",
    "quotes": "“We can’t wait,” said the warden… It was 35°C, and §5 allows 20 m² more.",
    "names": "Søren and François row to Þingvellir. The boat from Ängelholm is late. Nobody minds.",
    "Polish": "Nie możemy dłużej czekać, dodał skarbnik. Klucz wisi w kuchni, następny też.",
    "Czech": "Nemůžeme déle čekat, řekl pokladník a odešel. Klíč visí vedle dveří, příští také.",
    "Russian": "Мы не можем ждать дольше, добавил казначей. Ключ висит на кухне у двери.",
    "Turkish": "“Daha fazla bekleyemeyiz” – dedi sayman. Anahtar kapının yanında asılıdır.",
    "Greek": "«Δεν μπορούμε να περιμένουμε» – είπε ο ταμίας. Το κλειδί είναι στην κουζίνα.",
    "Japanese": "「これ以上は待てません」と会計係が言いました。鍵は台所のドアの横にあります。",
}
ENCODINGS = {
    "Polish": ("cp1250", "iso8859-2"),
    "Czech": ("cp1250", "iso8859-2"),
    "Russian": ("cp1251", "koi8-r", "cp866"),
    "Turkish": ("cp1254",),
    "Greek": ("cp1253",),
    "Japanese": ("shift_jis", "euc_jp"),
}
CASES = [(key, encoding) for key in SHORT for encoding in ENCODINGS.get(key, ("cp1252",))]


@pytest.mark.parametrize(("key", "encoding"), CASES)
def test_three_sentences_are_enough(key: str, encoding: str) -> None:
    assert decode(SHORT[key].encode(encoding), "a.txt")[0] == SHORT[key]


@pytest.mark.parametrize(("key", "encoding"), CASES)
def test_longer_texts(key: str, encoding: str) -> None:
    text = f"{SHORT[key]}\n{MORE[key]}\n\n" * 4
    assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize(
    "line", ["The fee is £300 a year.", "It ends on 3 May – as planned.", "He sat in the café."]
)
def test_one_unusual_byte_is_read_as_the_most_common_encoding(line: str) -> None:
    assert decode(line.encode("cp1252"), "a.txt") == (line, "cp1252")


def test_what_follows_far_behind_the_first_unusual_byte_counts() -> None:
    text = "The office is in Kraków.\n" + "Nothing else was said.\n" * 5000 + SHORT["Polish"]
    assert decode(text.encode("cp1250"), "a.txt") == (text, "cp1250")


def test_words_of_another_script_in_an_english_text() -> None:
    text = "The word for bridge is “мост”, a river is “река”, a boat “лодка”."
    assert decode(text.encode("cp1251"), "a.txt") == (text, "cp1251")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "iso8859-15"])
def test_western_code_pages_of_other_systems(encoding: str) -> None:
    assert decode(SHORT["Norwegian"].encode(encoding), "a.txt")[0] == SHORT["Norwegian"]


def test_rules_drawn_with_dashes_are_no_words_of_another_script() -> None:
    text = "Gebühren\n––––––––\n••• Räume •••\n––––––––\nÜber 30 m²"
    assert decode(text.encode("cp1252"), "a.txt") == (text, "cp1252")
