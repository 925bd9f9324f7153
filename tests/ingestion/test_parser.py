"""What the parser leaves behind in its process."""

from threadpoolctl import threadpool_info

from app.ingestion.annotate.parser import Parser
from app.settings import Settings


def test_matrices_are_not_shared_among_threads() -> None:
    with Parser(Settings().parser_model).lent(0):
        pass
    threads = {pool["internal_api"]: pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
    assert threads == {"openblas": 1}
