# syntax=docker/dockerfile:1
# Two stages: the first builds the wheel and its locked dependencies, the second carries nothing but them.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/recall \
    && /opt/recall/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md PRIVACY.md LICENSE ./
COPY bot bot
COPY glossary glossary
RUN /opt/recall/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/recall/bin/recall check

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data recall
COPY --from=build /opt/recall /opt/recall
# The database is the only thing that is written: run it with --read-only and a volume at /data.
ENV PATH=/opt/recall/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/recall.db \
    HEALTH_PORT=8080
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"HEALTH_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["recall"]
CMD ["run"]
