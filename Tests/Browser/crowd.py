"""A crowd for the search: ten thousand made-up people, and those whose names break searches."""

import json

from published import publish, write_sample

ODD_NAMES = [
    "Tab\tand\nnewline", 'Robert "Bob" Smith', "</script><script>alert(1)</script>", "line\u2028separator\u2029end", "back\\slash\\n",
    "👩🏽‍🚀 Astronaut", "🦊", "محمد بن عبد الله", "דוד בן־גוריון", "\u202eevil\u202c Smith", "zero\u200bwidth\u200djoiner", "__proto__", "constructor",
    "toString", "hasOwnProperty", "<b>bold</b> & co", "=SUM(A1)", "Łukasz Żółć", "Søren Ødegård", "Æsa Þórðardóttir", "Straße Weiß", "STRASSE WEISS",
    "İbrahim Işık", "ISIK Ibrahim", "ibrahim ışık", "Ｆｕｌｌ Ｗｉｄｔｈ", "ﬁnn ﬂood", "山田　太郎", "田中 山", "ジョン・スミス", "ｼﾞｮﾝ ｽﾐｽ", "か\u3099き", "がき",
    "김철수", "\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e", "Παπαδόπουλος Γιώργος", "ΟΔΥΣΣΕΥΣ", "Ёлкин Андрей", "Щукин Юрий", "Nguyễn Thị Hương",
    "O'Neill Siobhán", "O’Neill Sean", "D´Angelo", "Jean-Luc Picard", "Jean\u2010Luc Godard", "Anne–Marie Duff", "Müller Jürgen", "Mu\u0308ller Ju\u0308rgen",
    "Mueller Juergen", "Muller Jurgen", "julie40", "A", "Al", "Bo Bo", "x" * 300, "Wolfeschlegelsteinhausenbergerdorff " * 8, "Dž Ǆ ǆ", "ﷺ", "ꭰꮳꭹ ᎠᏣᎩ", "Ωmega Ω",
    "Ａ＠ｂ．ｃ", "a@b c@d", "user name@example", "'quoted'", "...", "- -", "\u00ad", "  padded  name  ",
] + ["Kim Lee"] * 7 + ["Kim Lée"] * 2


def odd_users():
    for number, name in enumerate(ODD_NAMES):
        user = {"kind": "user", "id": f"odd-{number}", "name": name, "email": f"odd{number}@odd.example"}
        if number % 5 == 0:
            user["status"] = "suspended"
        if number % 7 == 0:
            user["bot"] = True
        if number % 3 == 0:
            del user["email"]
        yield user
    yield {"kind": "user", "id": "no-name", "email": "no.name@odd.example"}
    yield {"kind": "user", "id": "O'Hara", "name": "Apostrophe Id", "email": "kate.o'hara@odd.example"}
    for number, id in enumerate(["UPPER", "Ünïcode-ïd", "with blank", " padded ", "tab\tid", "a/../b", "__proto__", "1", "x" * 49, "Y" * 200, "id@host", "=1", "U+2028\u2028"]):
        yield {"kind": "user", "id": id, "name": f"Odd Id {number}", "email": "ODD.ID@Odd.Example" if number % 2 else ""}
    yield {"kind": "workspace", "id": "W_1", "name": "Kim Lee fans"}
    yield {"kind": "workspace", "id": "w\t2"}


def publish_crowd(folder, work, users=10000):
    odd = work / "1-odd.ndjson"
    odd.write_text("".join(json.dumps(user) + "\n" for user in odd_users()))
    write_sample(work / "2-sample.ndjson", "--users", str(users), "--events", "1000")
    return publish(folder, [odd, work / "2-sample.ndjson"])
