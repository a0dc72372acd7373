"""The files that `make install` puts down for systemd, nginx and Apache, read and run by these."""

import base64
import contextlib
import gzip
import http.client
import re
import shutil
import subprocess
import time

import pytest
from runs import ROOT, run, tree

SERVED = (
    "systemd, nginx and Apache take the files for hosting; both servers ask for the password whatever the spelling of a "
    "path, answer 304 and hide what is not a page"
)
HOSTING = ROOT / "Sources/Hosting"
UNITS = ["rollcall.service", "rollcall.timer", "rollcall-failed.service"]
READER = {"Authorization": "Basic " + base64.b64encode(b"reader:secret").decode()}


def test_gives_systemd_units_without_fault(promise, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    for path in ("bin", "share/doc/rollcall"):
        (tmp_path / path).mkdir(parents=True)
    (tmp_path / "bin/rollcall").symlink_to("/bin/true")
    (tmp_path / "share/doc/rollcall/Hosting.md").write_text("")
    for unit in UNITS:
        text = (HOSTING / unit).read_text().replace("@PREFIX@", str(tmp_path))
        (tmp_path / unit).write_text(text.replace("User=rollcall", "User=www-data"))
    ending = run(["systemd-analyze", "verify", *[tmp_path / unit for unit in UNITS]])
    assert (ending.returncode, ending.stdout, ending.stderr) == (0, "", "")
    promise(SERVED, f"{len(UNITS)} units", "systemd")


def test_says_in_the_units_what_an_administrator_looks_for():
    service = (HOSTING / "rollcall.service").read_text()
    for line in ("OnFailure=rollcall-failed.service", "--site ${ROLLCALL_SITE}", "--base-url ${ROLLCALL_URL}"):
        assert line in service
    assert "ConditionPathExists" not in service and "--json" not in service
    for unit in UNITS:
        assert "Documentation=file:@PREFIX@/share/doc/rollcall/Hosting.md" in (HOSTING / unit).read_text()


def test_has_steps_in_the_readme_that_fit_the_files():
    """Every folder and file that a unit or a server names is made, and made before it is used."""
    readme = (ROOT / "Sources/rollcall/rollcall.docc/Hosting.md").read_text()
    steps = {text.split("\n", 1)[0]: text for text in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)}
    first = next(text for text in steps.values() if "useradd" in text)
    unit = dict(re.findall(r"Environment=ROLLCALL_(\w+)=(\S+)", (HOSTING / "rollcall.service").read_text()))
    assert unit == {
        "DUMP": "/var/lib/rollcall/dump", "SITE": "/etc/rollcall", "OUTPUT": "/srv/rollcall/report", "URL": "http://report.example",
    }  # fmt: skip
    made = ["useradd", f" {unit['DUMP']}\n", "-g www-data -m 2750 /srv/rollcall\n", f"-t {unit['SITE']} "]
    places = [first.index(step) for step in [*made, "ROLLCALL_URL", "daemon-reload", "systemctl start", "enable --now"]]
    assert places == sorted(places)
    for server in ("nginx", "apache"):
        text = next(text for line, text in steps.items() if line.startswith(f"apt-get install -y {server}"))
        file = (HOSTING / f"{server}.conf").read_text()
        password = re.search(r"\S+/rollcall\.htpasswd", file)[0].rstrip(";")
        assert f"/dev/stdin {password}\n" in text and f"hosting/{server}.conf >" in text
        assert unit["OUTPUT"] in file and "report.example" in file
    assert re.search(r"`(a2enmod [a-z_ ]+)`", file)[1] in text


@contextlib.contextmanager
def served(command, port):
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(200):
            with contextlib.suppress(ConnectionRefusedError):
                http.client.HTTPConnection("127.0.0.1", port).connect()
                break
            assert server.poll() is None, server.stderr.read()
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait()


def own_paths(name, folder, port):
    """The server's file with its folders and files in `folder`."""
    text = (HOSTING / name).read_text()
    for server in ("nginx", "apache2"):
        text = text.replace(f"/etc/{server}/rollcall.htpasswd", f"{folder}/htpasswd")
    text = text.replace("/srv/rollcall/report", f"{folder}/public").replace("/var/www/html", f"{folder}/html")
    return text.replace("  listen [::]:80;\n", "").replace("listen 80;", f"listen 127.0.0.1:{port};").replace("*:80", f"*:{port}")


def nginx(folder):
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if program is None:
        pytest.skip("no nginx here")
    main = folder / "nginx.conf"
    temporary = "".join(f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors.log crit; user root;\nevents {{}}\n"
        f"http {{ access_log off; {temporary}\n{own_paths('nginx.conf', folder, 18081)} }}\n"
    )
    checked = run([program, "-t", "-c", main])
    assert checked.returncode == 0 and "warn" not in checked.stderr, checked.stderr
    return served([program, "-c", main], 18081), 18081


def apache(folder):
    program = shutil.which("apache2", path="/usr/sbin:/usr/bin")
    if program is None:
        pytest.skip("no Apache here")
    site = own_paths("apache.conf", folder, 18082)
    asked = re.search(r"`a2enmod ([a-z_ ]+)`", site)[1].split()
    modules = ["mpm_event", "authz_core", "authn_core", "authz_host", "dir", "mime", "alias", "filter", *asked]
    main = folder / "apache.conf"
    main.write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:18082\nPidFile {folder}/pid\nErrorLog {folder}/errors.log\n"
        f"DefaultRuntimeDir {folder}\nTypesConfig /etc/mime.types\nUser www-data\nGroup www-data\n"
        + "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
        + "<Directory />\n  Require all denied\n</Directory>\n"
        + f"<Directory {folder}/html>\n  Require all granted\n</Directory>\n"
        + site
    )
    checked = run([program, "-t", "-f", main])
    assert checked.returncode == 0 and "warn" not in checked.stderr, checked.stderr
    return served([program, "-f", main, "-DFOREGROUND"], 18082), 18082


@pytest.fixture(params=[nginx, apache], ids=["nginx", "apache"])
def server(request, old_and_new, in_memory):
    """The port of a server with our file, and the report that it serves."""
    in_memory.chmod(0o755)
    output = in_memory / "public"
    old_and_new[0].copy_to(output)
    (in_memory / "html/.well-known/acme-challenge").mkdir(parents=True)
    (in_memory / "html/.well-known/acme-challenge/token").write_text("token")
    password = run(["openssl", "passwd", "-6", "secret"]).stdout.strip()
    (in_memory / "htpasswd").write_text(f"reader:{password}\n")
    running, port = request.param(in_memory)
    with running:
        yield port, output


def get(port, path, headers=READER):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def test_serves_the_report_to_who_has_the_password(promise, server):
    port, output = server
    files = tree(output)
    pages = [path for path, content in files.items() if content is not None and not path.startswith(".")]
    for path in pages:
        answer, body = get(port, f"/{path}")
        assert (answer.status, body) == (200, files[path]), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert ("immutable" in answer.headers["Cache-Control"]) == bool(re.match(r"(assets|search)/.*[0-9a-f]{8}\.", path)), path
    assert get(port, "/")[1] == files["index.html"]
    for path in ("/", "/users.csv", "/assets/", "/.rollcall", "/nowhere"):
        assert get(port, path, {})[0].status in (401, 403, 404)
    assert get(port, "/index.html", {})[0].status == 401
    for path in ("/.rollcall", "/users/.x"):
        assert get(port, path)[0].status in (403, 404)
    answer, body = get(port, "/no/such/page.html")
    assert (answer.status, body) == (404, files["404.html"])
    promise(SERVED, f"{len(pages)} files", "nginx" if port == 18081 else "Apache")


def test_answers_304_where_nothing_changed(server):
    port, output = server
    for encoding in ("gzip", "identity"):
        headers = {**READER, "Accept-Encoding": encoding}
        for path in ("/index.html", "/about.csv"):
            answer, body = get(port, path, headers)
            assert answer.status == 200
            if encoding == "gzip":
                assert answer.headers["Content-Encoding"] == "gzip"
                body = gzip.decompress(body)
            assert body == (output / path[1:]).read_bytes()
            again, nothing = get(port, path, {**headers, "If-None-Match": answer.headers["ETag"]})
            assert (again.status, nothing) == (304, b""), (encoding, path)
            assert get(port, path, {**headers, "If-None-Match": '"other-gzip"'})[0].status == 200


def test_gives_monitoring_the_status_and_nothing_else(server):
    port, output = server
    answer, body = get(port, "/status.json", {})
    assert (answer.status, body) == (200, (output / "status.json").read_bytes())
    assert get(port, "/status.json/", {})[0].status in (401, 403, 404)
    assert get(port, "/.well-known/acme-challenge/token", {})[1] == b"token"
    assert get(port, "/.well-known/x", {})[0].status in (401, 403, 404)


def test_lets_no_path_around_the_password(promise, server):
    """Paths that lead to pages, and to what is no page, by other spellings; sent as they stand."""
    port, output = server
    (output.parent / "html/index.html").write_text("html")
    paths = [
        "/.well-known/acme-challenge/../../index.html", "/.well-known/acme-challenge/%2e%2e/%2e%2e/index.html",
        "/.well-known/acme-challenge/..%2f..%2findex.html", "/.well-known/acme-challenge/../../../public/index.html",
        "/.well-known/acme-challenge../index.html", "/.well-known/acme-challenge/..;/index.html",
        "/status.json/../index.html", "/status.json/../.rollcall", "/status.json%2f..%2findex.html", "/status.json/index.html",
        "/./index.html", "//index.html", "/%69ndex.html", "/INDEX.HTML", "/index.html?/status.json", "/index.html/",
        "/.rollcall", "/%2erollcall", "//.rollcall", "/./.rollcall", "/users/../.rollcall", "/.ROLLCALL", "/assets", "/users/",
    ]  # fmt: skip
    for path in paths:
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request(method, path, headers={"X-Forwarded-For": "127.0.0.1"})
            answer = connection.getresponse()
            # What is open for a certificate says which methods it has.
            assert answer.status in (400, 401, 403, 404, 405) or method == "OPTIONS", (method, path, answer.status)
            assert method != "OPTIONS" or answer.read() == b"" or answer.status != 200
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", path, headers=READER)
        assert b"A report made by rollcall" not in connection.getresponse().read(), path
    promise(SERVED, f"{len(paths)} paths, 4 methods", ("nginx" if port == 18081 else "Apache") + ", spellings")
