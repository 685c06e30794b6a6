"""One module for each task: `ui_N`, `api_N` and `db_N` check the case of that index."""
