"""The service: GraphQL over the rules of `governance_core`, kept in SQLite or PostgreSQL."""
