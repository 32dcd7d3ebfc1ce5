"""What every module of the service stands on: storage, access, reading, writing, caching, assembling."""
