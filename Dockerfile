# Stage one builds the package and an environment that holds it.
FROM python:3.13-slim-bookworm AS build
WORKDIR /source
COPY .ci/constraints.txt .ci/constraints.txt
# Everything is fetched by hash first, so that what is installed afterwards can only be what was pinned.
RUN pip download --no-cache-dir --require-hashes --only-binary :all: --requirement .ci/constraints.txt --dest /wheels
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY app app
RUN python -m venv /opt/fogline \
    && PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels pip wheel --no-deps --wheel-dir /wheels . \
    && /opt/fogline/bin/pip install --no-cache-dir --no-index --find-links /wheels fogline \
    && /opt/fogline/bin/pip uninstall --yes pip

# Stage two runs it.
FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home fogline \
    && install --directory --owner fogline --group fogline /data
COPY --from=build /opt/fogline /opt/fogline
ENV PATH=/opt/fogline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    FOGLINE_DATABASE_URL=sqlite:////data/fogline.db
# A number, so that a cluster can see that it is not root.
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
# urllib raises on every status but a good one, and Python then exits with 1.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["fogline", "serve", "--host", "0.0.0.0", "--port", "8000"]
