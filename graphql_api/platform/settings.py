"""How an operator sets the service up: environment variables that begin with GOVERNANCE_."""

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from graphql_api.platform.limits import Limits


class Settings(BaseSettings):
    """One deployment's settings, read from the environment."""

    model_config = SettingsConfigDict(env_prefix="GOVERNANCE_", env_nested_delimiter="__", extra="ignore", frozen=True)

    database_url: str = Field(
        default="sqlite:///governance.sqlite3",
        description="sqlite:///file, sqlite:////absolute/file or postgres://user:password@host:port/database",
    )
    cache_url: str = Field(default="memory://", description="memory:// for one worker, redis://host:port/0 for several")
    cache_entries: int = Field(default=4096, ge=16, description="How many values the memory cache holds at most")
    answers_mib: int = Field(
        default=16, ge=0, description="How many MiB of answers a worker remembers until the database changes; 0: none"
    )
    allowed_origins: tuple[str, ...] = Field(default=(), description="Origins a browser may call from (CORS)")
    plugins: Literal["strict", "serve"] = Field(
        default="serve", description="strict: a faulty plugin stops the start; serve: it is left out, visibly"
    )
    page_ceiling: int = Field(default=100, ge=1, le=1000, description="The largest page a client may ask for")
    migrate: bool = Field(default=True, description="Whether a worker brings the tables up to date when it starts")
    postgres_tools: str = Field(
        default="PATH", description="Where pg_dump and pg_restore are: a folder, or PATH for where commands are"
    )
    explorable: bool = Field(
        default=False,
        description="Whether clients may explore: GraphiQL for a browser, introspection, names close to a wrong one,"
        " queries by GET",
    )
    metrics: bool = Field(
        default=False, description="Whether /metrics tells what a worker counts, in Prometheus's format, to anybody"
    )
    limits: Limits = Field(default=Limits(), description="How much one request may ask for")
