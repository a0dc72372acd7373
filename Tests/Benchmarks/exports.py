"""Made-up exports as real ones are: Slack's day files in a zip, and lines of Okta's and GitHub's events.

Usage: exports.py slack|okta|github RECORDS OUTPUT [PEOPLE]. The same arguments give the same bytes.
"""

import json
import random
import sys
import zipfile
from datetime import datetime, timedelta, timezone

START = datetime(2026, 1, 1, tzinfo=timezone.utc)
WORDS = "the a we to of and is it for please thanks release page today meeting see done with file über 你好 🎉".split()


def text(rng):
    """Of the length of chat messages: half below a line, few of several hundred characters."""
    return " ".join(rng.choices(WORDS, k=max(1, int(rng.lognormvariate(2.3, 0.9)))))


def moment(number, count):
    return START + timedelta(seconds=number * 300 * 86400 / count)


def slack(rng, count, path, people):
    """Day files of at most 50 messages, printed as Slack prints them."""
    users = [{"id": f"U{n:08}", "team_id": "T0ACME", "name": f"user{n}", "deleted": False,
              "profile": {"real_name": f"User {n}", "email": f"user{n}@acme.example"}} for n in range(people)]
    channels = [{"id": f"C{n:08}", "name": f"channel-{n}", "created": 1600000000,
                 "members": [user["id"] for user in users[n::20]]} for n in range(20)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        def add(name, records):
            archive.writestr(zipfile.ZipInfo(name), json.dumps(records, indent=4), zipfile.ZIP_DEFLATED)

        add("users.json", users)
        add("channels.json", channels)
        for start in range(0, count, 50):
            add(f"channel-{start // 50 % 20}/{moment(start, count):%Y-%m-%d}-{start}.json",
                [message(rng, rng.choice(users), moment(n, count), n) for n in range(start, min(start + 50, count))])


def message(rng, user, at, number):
    words = text(rng)
    return {
        "client_msg_id": f"{rng.getrandbits(128):032x}", "type": "message", "text": words, "user": user["id"],
        "ts": f"{at.timestamp():.0f}.{number % 1000000:06}", "team": "T0ACME",
        "user_profile": {"avatar_hash": f"{rng.getrandbits(48):012x}", "real_name": user["profile"]["real_name"],
                         "display_name": user["name"], "name": user["name"], "team": "T0ACME"},
        "blocks": [{"type": "rich_text", "block_id": "x", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}]}],
        **({"reactions": [{"name": "+1", "users": [user["id"]], "count": 1}]} if number % 7 == 0 else {}),
    }


def lines(path, records):
    with open(path, "w") as file:
        file.writelines(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records)


def okta(rng, count, path, people):
    types = ["user.session.start", "user.session.end", "user.authentication.sso", "policy.evaluate_sign_on"]
    lines(path, ({
        "actor": {"id": f"00u{person:08}", "type": "User", "alternateId": f"user{person}@acme.example",
                  "displayName": f"User {person}", "detailEntry": None},
        "client": {"userAgent": {"rawUserAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "os": "Linux",
                                 "browser": "CHROME"}, "zone": "null", "device": "Computer", "id": None,
                   "ipAddress": f"10.0.{person % 250}.7", "geographicalContext": {
                       "city": "Berlin", "state": "Berlin", "country": "Germany", "postalCode": "10115",
                       "geolocation": {"lat": 52.5, "lon": 13.4}}},
        "device": None, "authenticationContext": {"authenticationProvider": None, "credentialType": None,
                                                  "externalSessionId": f"102{rng.getrandbits(64):016x}"},
        "displayMessage": "User single sign on to app", "eventType": types[number % 4],
        "outcome": {"result": "SUCCESS", "reason": None},
        "published": f"{moment(number, count):%Y-%m-%dT%H:%M:%S}.{number % 1000:03}Z", "severity": "INFO",
        "debugContext": {"debugData": {"requestId": f"{rng.getrandbits(96):024x}", "requestUri": "/app/x/sso/saml",
                                       "url": "/app/x/sso/saml?SAMLRequest=" + f"{rng.getrandbits(512):0128x}"}},
        "legacyEventType": "app.auth.sso", "transaction": {"type": "WEB", "id": f"{rng.getrandbits(96):024x}"},
        "uuid": f"{rng.getrandbits(128):032x}", "version": "0", "request": {"ipChain": []},
        "target": [{"id": f"0oa{person % 40:08}", "type": "AppInstance", "alternateId": "App",
                    "displayName": f"App {person % 40}", "detailEntry": {"signOnModeType": "SAML_2_0"}}],
    } for number in range(count) for person in [rng.randrange(people)]))


def github(rng, count, path, people):
    types = ["PushEvent", "PullRequestEvent", "IssueCommentEvent", "WatchEvent"]
    lines(path, ({
        "id": str(40000000000 + number), "type": types[number % 4],
        "actor": {"id": person, "login": f"user{person}", "display_login": f"user{person}", "gravatar_id": "",
                  "url": f"https://api.github.com/users/user{person}",
                  "avatar_url": f"https://avatars.githubusercontent.com/u/{person}?"},
        "repo": {"id": person % 300, "name": f"acme/repo-{person % 300}",
                 "url": f"https://api.github.com/repos/acme/repo-{person % 300}"},
        "payload": {"push_id": number, "size": 2, "distinct_size": 2, "ref": "refs/heads/main", "commits": [
            {"sha": f"{rng.getrandbits(160):040x}", "author": {"name": f"User {person}", "email": "x@acme.example"},
             "message": text(rng), "distinct": True,
             "url": f"https://api.github.com/repos/acme/repo/commits/{rng.getrandbits(160):040x}"} for _ in range(2)]},
        "public": True, "created_at": f"{moment(number, count):%Y-%m-%dT%H:%M:%SZ}",
        "org": {"id": 1, "login": "acme", "url": "https://api.github.com/orgs/acme"},
    } for number in range(count) for person in [rng.randrange(people)]))


def make(source, count, path, people=2000):
    {"slack": slack, "okta": okta, "github": github}[source](random.Random(1), count, path, people)


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:]))
