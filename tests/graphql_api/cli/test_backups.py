"""Backups at the command line, on both engines: what is refused, and that nothing is left half done."""

import asyncio
import hashlib
import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import asyncpg
import orjson
import pytest
from typer.testing import CliRunner

from graphql_api.cli.commands import app
from graphql_api.modules import installed_modules
from graphql_api.platform.cache import Cache, aiocache_for
from graphql_api.platform.metrics import Metrics
from graphql_api.testing.servers import free_port, postgres_binaries

GOVERNANCE = Path(sys.executable).with_name("governance")
_numbers = itertools.count()


@pytest.fixture(scope="session")
def modules():
    """Everything that is installed, as the command line has it."""
    return installed_modules(strict=True)


def _run_sql(url, *statements):
    """Run statements in a database; the rows of the last."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            for statement in statements:
                rows = connection.execute(statement).fetchall()
            connection.commit()
            return rows

    async def run():
        connection = await asyncpg.connect(url)
        try:
            for statement in statements:
                rows = await connection.fetch(statement)
            return [tuple(row) for row in rows]
        finally:
            await connection.close()

    return asyncio.run(run())


def _tables(url):
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        return _run_sql(url, "SELECT name FROM sqlite_master") if file.exists() else []
    return _run_sql(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")


@pytest.fixture
def another(database_url, tmp_path):
    """An empty database of the same engine."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'another.sqlite3'}"
    server, name = database_url.rpartition("/")[0], f"another_{os.getpid()}_{next(_numbers)}"
    _run_sql(f"{server}/postgres", f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def _governance(*command, url, tools=None, cache="memory://"):
    environment = {
        "GOVERNANCE_DATABASE_URL": url,
        "GOVERNANCE_CACHE_URL": cache,
        "GOVERNANCE_POSTGRES_TOOLS": str(tools or postgres_binaries()),
    }
    return CliRunner().invoke(app, list(map(str, command)), env=environment)


@pytest.fixture
def backup(database_url, tmp_path):
    """A backup of a town with one token in it."""
    _run_sql(
        database_url,
        "INSERT INTO platform_access_token (id, digest, label, role, scope_id, created_at, expires_at)"
        " VALUES ('0000000000001', 'digest', '令牌', 'reader', '0000000000002', '2026-01-01', '2027-01-01')",
    )
    file = tmp_path / "town.backup"
    done = _governance("backup", file, url=database_url)
    assert done.exit_code == 0, done.output
    return file


def _rewritten(file, change=None, cut=None):
    """The same backup with another manifest, and perhaps less of its database under a checksum that fits."""
    changed = file.with_name("changed.backup")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        told = orjson.loads(old.read("manifest.json"))
        if change is not None:
            change(told)
        database = old.read("database")[:cut]
        if cut is not None:
            told |= {"size": len(database), "checksum": hashlib.sha256(database).hexdigest()}
        new.writestr("database", database)
        new.writestr("manifest.json", orjson.dumps(told))
    return changed


def _refused(done, code):
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith(f"{code}: "), done.output + repr(done.exception)


def test_a_backup_is_restored_into_an_empty_database_and_rehearsed(database_url, backup, another):
    """The file says what is in it, is for its owner alone, and every row comes back."""
    rehearsed = _governance("verify-backup", backup, url=database_url)
    restored = _governance("restore", backup, url=another)

    assert (rehearsed.exit_code, restored.exit_code) == (0, 0), rehearsed.output + restored.output
    assert backup.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(backup) as archive:
        told = orjson.loads(archive.read("manifest.json"))
    assert "organisation.0001_initial" in told["contents"]["migrations"]
    assert told["left_behind"] == []
    select = "SELECT id, label, role FROM platform_access_token"
    assert _run_sql(another, select) == [("0000000000001", "令牌", "reader")]
    assert sorted(_tables(another)) == sorted(_tables(database_url))
    assert "up to date" in _governance("migrate", url=another).output
    if not database_url.startswith("sqlite"):
        left = "SELECT count(*) FROM pg_database WHERE datname LIKE 'rehearsal_%'"
        assert _run_sql(database_url, left) == [(0,)]


def test_a_backup_replaces_no_file(database_url, backup):
    """Yesterday's may be the last good one."""
    before = backup.read_bytes()

    _refused(_governance("backup", backup, url=database_url), "WOULD_OVERWRITE")

    assert backup.read_bytes() == before


def _flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


@pytest.mark.parametrize(
    "damage", [_flipped, lambda content: content[:-100], lambda content: content[:0], lambda content: content[100:]]
)
def test_a_damaged_file_is_refused(backup, another, damage):
    """Whatever has become of it, nothing of it is restored."""
    backup.write_bytes(damage(backup.read_bytes()))

    _refused(_governance("restore", backup, url=another), "BACKUP_DAMAGED")

    assert _tables(another) == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"checksum": "0" * 64}, "BACKUP_DAMAGED"),
        ({"format": 2}, "BACKUP_DAMAGED"),
        ({"contents": None}, "BACKUP_DAMAGED"),
        ({"migration": "organisation.9999_later"}, "BACKUP_TOO_NEW"),
        ({"table": "platform_event"}, "BACKUP_NOT_RESTORED"),
    ],
)
def test_what_is_not_as_its_manifest_says_is_refused(backup, another, told, code):
    """Another checksum, a newer format, an unknown migration, a row too few: the database stays empty."""

    def change(manifest):
        contents = manifest["contents"]
        if "migration" in told:
            contents["migrations"].append(told["migration"])
        elif "table" in told:
            contents["tables"][next(name for name in contents["tables"] if told["table"] in name)]["rows"] += 1
        else:
            manifest.update(told)

    _refused(_governance("restore", _rewritten(backup, change), url=another), code)

    assert _tables(another) == []


def test_a_restore_that_fails_half_way_leaves_the_database_as_empty_as_it_was(database_url, tmp_path, another):
    """Tables and most of the rows were there already when it failed, and none of them stays."""
    backup = tmp_path / "town.backup"
    _run_sql(
        database_url,
        "INSERT INTO platform_access_token (id, digest, label, role, scope_id, created_at, expires_at)"
        " WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < 10000)"
        " SELECT 'x' || i, 'digest ' || i, '令牌', 'reader', '0000000000002', '2026-01-01', '2027-01-01' FROM numbers",
    )
    assert _governance("backup", backup, url=database_url).exit_code == 0
    with zipfile.ZipFile(backup) as archive:
        size = archive.getinfo("database").file_size

    done = _governance("restore", _rewritten(backup, cut=size * 3 // 4), url=another)

    _refused(done, "BACKUP_NOT_RESTORED")
    assert _tables(another) == []
    assert not list(backup.parent.glob("*.part"))


@pytest.mark.parametrize("kept", [True, False])
def test_tokens_end_with_a_restore_unless_they_are_kept(backup, another, kept):
    """One that was revoked since the backup would be valid again."""
    done = _governance("restore", backup, *(["--keep-tokens"] if kept else []), url=another)

    assert done.exit_code == 0, done.output
    assert ("valid again" in done.output) is kept
    assert _run_sql(another, "SELECT revoked_at IS NULL FROM platform_access_token") == [(kept,)]


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_a_restore_that_is_killed_leaves_no_sqlite_file(backup, another, tmp_path):
    """Not even in its last moment, when all is there but the name; it can be done again."""
    slow = (
        "import time; from graphql_api.cli import main; from graphql_api.platform.backup import sqlite;"
        "sqlite.put_in_place = lambda part, file: time.sleep(60); main()"
    )
    _kill([sys.executable, "-c", slow, "restore", backup], another, lambda: list(tmp_path.glob("another*.part/*")))

    assert _tables(another) == []
    assert _governance("restore", backup, url=another).exit_code == 0


@pytest.mark.parametrize("template", ["postgres"], indirect=True)
@pytest.mark.parametrize(("source", "again"), [("head -c 20000 |", 0), ("", 1)])
def test_a_restore_that_is_killed_leaves_no_database_that_is_taken_for_a_town(backup, another, tmp_path, source, again):
    """Among the rows: none stays. When all are there and nobody has compared them: that is said, and nothing served."""
    tools, reached = tmp_path / "tools", tmp_path / "reached"
    _tool(tools, "pg_restore", f'{source} {postgres_binaries() / "pg_restore"} "$@"\ntouch {reached}\nexec sleep 60')

    _kill([GOVERNANCE, "restore", backup], another, reached.exists, tools)

    assert (len(_tables(another)) == 1) is (again == 0)
    _refused(_governance("migrate", url=another), "RESTORE_CUT_OFF")
    _refused(_governance("backup", tmp_path / "of it", url=another), "RESTORE_CUT_OFF")
    done = _governance("restore", backup, url=another)
    assert done.exit_code == again
    if again:
        _refused(done, "RESTORE_CUT_OFF")


def _kill(command, url, reached, tools=None):
    """Run a command until it has reached something, and kill it then."""
    environment = {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_POSTGRES_TOOLS": str(tools)}
    process = subprocess.Popen(command, env=os.environ | environment, start_new_session=True)  # noqa: S603 -- our own
    while not reached():
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # what it had begun itself, and can no longer end


def test_a_backup_of_the_other_engine_is_refused(backup, another, tmp_path, postgres):
    """A SQLite town does not go into PostgreSQL, nor the other way."""
    other = f"{postgres}/postgres" if another.startswith("sqlite") else f"sqlite:///{tmp_path / 'other.sqlite3'}"

    _refused(_governance("restore", backup, url=other), "BACKUP_OF_ANOTHER_ENGINE")

    assert _tables(other) == []


def test_a_database_that_holds_something_is_refused(database_url, backup):
    """Nothing of what it holds is touched."""
    _run_sql(database_url, "DELETE FROM platform_access_token")

    _refused(_governance("restore", backup, url=database_url), "DATABASE_NOT_EMPTY")

    assert _run_sql(database_url, "SELECT count(*) FROM platform_access_token") == [(0,)]


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_the_log_of_a_lost_sqlite_file_is_not_taken_for_the_restored_ones(backup, another):
    """SQLite would play it into the restored town."""
    log = Path(another.removeprefix("sqlite:///") + "-wal")
    log.write_bytes(b"of another")

    _refused(_governance("restore", backup, url=another), "DATABASE_NOT_EMPTY")

    assert _tables(another) == []


def test_a_town_keeps_what_a_removed_plugin_left_behind(database_url, tmp_path, another):
    """It served without that plugin, and so does what is restored of it."""
    _run_sql(
        database_url,
        "CREATE TABLE clean_river_visit (id INTEGER)",
        "INSERT INTO clean_river_visit VALUES (7)",
        "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('clean_river', '0001_initial', '2026-01-01')",
    )

    made = _governance("backup", tmp_path / "with it", url=database_url)
    restored = _governance("restore", tmp_path / "with it", url=another)

    assert (made.exit_code, restored.exit_code) == (0, 0), made.output + restored.output
    assert _run_sql(another, "SELECT id FROM clean_river_visit") == [(7,)]


def test_nothing_is_backed_up_where_no_town_is(another, tmp_path):
    """A wrong address is told, and no file is made."""
    _refused(_governance("backup", tmp_path / "nothing", url=another), "NOT_FOUND")

    assert not [file.name for file in tmp_path.iterdir() if file.name.startswith(("nothing", "another"))]


def test_a_source_that_can_not_be_read_to_its_end_leaves_no_file(database_url, tmp_path):
    """A damaged SQLite file, and a pg_dump that gives up half way."""
    tools = tmp_path / "tools"
    if database_url.startswith("sqlite"):
        file = Path(database_url.removeprefix("sqlite:///"))
        content = bytearray(file.read_bytes())
        content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
        file.write_bytes(content)
    else:
        _pg_dump(tools, "echo it fell over >&2; exit 1")

    _refused(_governance("backup", tmp_path / "half", url=database_url, tools=tools), "BACKUP_NOT_MADE")

    assert not list(tmp_path.glob("half*"))


def test_a_backup_that_is_killed_leaves_nothing_that_could_be_taken_for_one(database_url, tmp_path, another):
    """No file of the name it was to have, and what lies there cannot be restored."""
    tools = tmp_path / "tools"
    holder = None
    if database_url.startswith("sqlite"):
        holder = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
    else:
        _pg_dump(tools, "exec sleep 60")

    _kill(
        [GOVERNANCE, "backup", tmp_path / "killed"],
        database_url,
        lambda: list(tmp_path.glob("killed.*.part/backup")),
        tools,
    )

    [unfinished] = tmp_path.glob("killed.*.part/backup")
    if holder is not None:
        holder.close()
    assert not (tmp_path / "killed").exists()
    _refused(_governance("restore", unfinished, url=another), "BACKUP_DAMAGED")
    assert _tables(another) == []


def _pg_dump(folder, rest):
    """A pg_dump that says a thousand bytes of what it should, and then something else happens."""
    _tool(folder, "pg_dump", f'{postgres_binaries() / "pg_dump"} "$@" | head -c 1000\n{rest}')


def _tool(folder, name, lines):
    folder.mkdir()
    script = folder / name
    script.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    script.chmod(0o755)


def test_postgresqls_programs_are_asked_for_by_name(database_url, tmp_path):
    """Whoever has no pg_dump is told where it was looked for; SQLite needs none."""
    done = _governance("backup", tmp_path / "b", url=database_url, tools=tmp_path)

    if database_url.startswith("sqlite"):
        assert done.exit_code == 0
    else:
        _refused(done, "TOOL_MISSING")
        assert str(tmp_path) in done.stderr


def test_what_a_cache_holds_of_before_is_not_served_after_a_restore(backup, another, redis):
    """Values that the town had later than the backup are gone from Redis, and are loaded anew."""

    async def asked(value):
        cache = Cache(aiocache_for(redis, entries=16), Metrics())

        async def load():
            return value

        try:
            return await cache.get_or_load(another, load, tags=["unit"])
        finally:
            await cache.close()

    assert asyncio.run(asked("of before")) == "of before"
    done = _governance("restore", backup, url=another, cache=redis)

    assert done.exit_code == 0, done.output
    assert asyncio.run(asked("restored")) == "restored"


def test_nothing_is_restored_while_the_cache_does_not_answer(backup, another):
    """It could hold values of before, and answer again later."""
    done = _governance("restore", backup, url=another, cache=f"redis://127.0.0.1:{free_port()}/0")

    _refused(done, "CACHE_SILENT")
    assert _tables(another) == []
