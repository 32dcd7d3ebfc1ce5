"""What is said in two places says the same: declarations and tables, tables and migrations."""

import pytest
from tortoise.migrations.autodetector import MigrationAutodetector

from graphql_api.modules import installed_modules
from graphql_api.platform.reading.declare import (
    Above,
    AllOf,
    AnyOf,
    Below,
    ForRoles,
    Many,
    Matches,
    One,
    Passing,
    Personal,
    Positive,
    Through,
    Where,
    Without,
)
from graphql_api.platform.reading.readings import READ, Beside, Kept
from graphql_api.platform.sql import columns

CATALOGUE = installed_modules().catalogue
SOURCES = sorted(CATALOGUE.sources)


@pytest.fixture(scope="session")
def modules():
    """The built-in domains and the plugins of this repository."""
    return installed_modules(strict=True)


async def test_the_migrations_make_the_tables_that_the_models_describe(service):
    """Whoever changes a table and forgets its migration is told."""
    apps = service.database._context.apps
    changes = await MigrationAutodetector(apps, service.database._config["apps"]).changes()

    assert [(writer.app_label, [str(operation) for operation in writer.operations]) for writer in changes] == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_plain_field_of_a_type_is_read_from_somewhere(name):
    """A field without a resolver is a column, a label or a computed field of its declaration."""
    source = CATALOGUE.sources[name]
    if name not in CATALOGUE.types:
        return
    known = {*columns(source.table), *source.labels, *source.computed, "id"}
    for kind in (CATALOGUE.types[name], *(CATALOGUE.projects.values() if source.practice else ())):
        definition = kind.__strawberry_definition__
        assert {item.python_name for item in definition.fields if item.base_resolver is None} <= known, kind


@pytest.mark.parametrize("name", SOURCES)
def test_every_column_that_a_declaration_names_is_there(name):
    """Keys, orders, labels and relations name columns and filters that exist."""
    source = CATALOGUE.sources[name]
    own = set(columns(source.table))

    assert source.practice is None or source.practice in own
    assert {source.key, *(column.removeprefix("-") for column in source.order)} <= own
    assert {column for label in source.labels.values() for column in (label.zh, label.en)} <= own
    for relation in source.relations.values():
        target = CATALOGUE.sources[relation.target]
        there = set(columns(target.table))
        match relation:
            case One(local=local):
                assert local in own
            case Many(remote=remote, local=local, where=where):
                assert remote in there
                assert local is None or local in own
                assert set(where) <= set(target.filters)
            case Passing(filter=wanted, local=local, where=where):
                assert {wanted, *where} <= set(target.filters)
                assert local in own
            case Below(path=path, local=local, where=where) | Above(path=path, local=local, where=where):
                assert path in there
                assert local in own
                assert set(where) <= set(target.filters)


@pytest.mark.parametrize("name", SOURCES)
def test_every_filter_and_access_rule_leads_somewhere(name):
    """They name columns, relations and filters that exist."""
    source = CATALOGUE.sources[name]
    own = set(columns(source.table))
    for wanted in source.filters.values():
        if isinstance(wanted, Where | Without):
            assert wanted.filter in CATALOGUE.sources[source.relations[wanted.relation].target].filters
        elif isinstance(wanted, Positive):
            assert wanted.computed in source.computed
        elif isinstance(wanted, AllOf | AnyOf):
            assert set(wanted.filters) <= set(source.filters)
        elif not isinstance(wanted, Matches):
            assert wanted.column in own
    access = source.access
    while isinstance(access, Personal | ForRoles):
        assert isinstance(access, ForRoles) or access.column in own
        assert isinstance(access, ForRoles) or access.hidden is None or access.hidden[0] in own
        access = access.others
    if isinstance(access, Through):
        assert set(access.relations) <= set(source.relations)


def test_what_fields_tell_of_stored_rows_is_there():
    """A field that is kept names a declaration, its columns, and what stands beside its rows."""
    kinds = [kind for module in installed_modules().loaded for kind in (*module.types, *module.extends.values())]
    kept = [
        item.metadata[READ]
        for kind in kinds
        for item in kind.__strawberry_definition__.fields
        if isinstance(item.metadata.get(READ), Kept)
    ]

    assert kept
    for reads in kept:
        standing = CATALOGUE.sources[reads.standing]
        told = CATALOGUE.sources[standing.relations[reads.relation].target]
        assert reads.null_without in columns(standing.table)
        for name in reads.fields.values():
            source = CATALOGUE.sources[told.relations[name.relation].target] if isinstance(name, Beside) else told
            known = name.name if isinstance(name, Beside) else name
            assert known in {*columns(source.table), *source.labels, *source.computed}, known
