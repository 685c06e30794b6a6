"""The benchmark of 30 requests written by others: checks of pages, API, data and colours of whole apps."""
