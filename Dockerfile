# One image for web, worker, beat and one-off commands. The base is Debian 12, the same system `make run` is tested on.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY uv.lock.txt requirements.lock ./
RUN python -m venv /opt/uv \
    && /opt/uv/bin/pip install --no-cache-dir --require-hashes -r uv.lock.txt \
    && python -m venv /opt/boneboard \
    && /opt/uv/bin/uv pip sync --no-cache --require-hashes -p /opt/boneboard requirements.lock

FROM python:3.11-slim-bookworm
ENV PATH=/opt/boneboard/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
# What WeasyPrint sets type with (the fonts are our own), and what backups are made with. Debian 12 fixes faults under the same version names.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/*
ENV FONTCONFIG_FILE=/app/deploy/fonts.conf
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin boneboard
COPY --from=packages /opt/boneboard /opt/boneboard
WORKDIR /app
COPY --chown=10001:10001 . .
# Catalogues and static files belong to the image. The keys here are for these two commands only and are not kept.
RUN SECRET_KEY=only-while-the-image-is-built-0123456789 python manage.py catalogs compile \
    && SECRET_KEY=only-while-the-image-is-built-0123456789 python manage.py collectstatic --no-input --verbosity 0 \
    && chown -R 10001:10001 .local \
    && install -d -o 10001 -g 10001 -m 700 /data/attachments /data/backups
USER 10001
EXPOSE 8000
ENTRYPOINT ["/app/deploy/start"]
CMD ["web"]
