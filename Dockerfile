# Built in two stages: the first installs everything and builds the web application, the second carries what runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Everything is installed here: the bundler keeps its native parts in optional packages.
RUN npm ci --ignore-scripts
COPY . .
# Node itself comes with the next stage; types, maps and READMEs do not run. Licences stay.
RUN npm run build && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-* node_modules/.bin \
  && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' -o -name '*.md' \) ! -iname 'licen*' -delete

# Node alone, without npm: 100 MB less, and nothing that could install anything.
FROM debian:bookworm-slim
ENV NODE_ENV=production PORT=4567 DATA_DIR=/data
RUN useradd --system --uid 1000 --home-dir /nonexistent --shell /usr/sbin/nologin mile && install -d -o mile -m 700 /data
COPY --from=build /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
# Owned by root: the service cannot change its own code.
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/solver ./solver
COPY --from=build /app/server ./server
COPY --from=build /app/web/dist ./web/dist
USER 1000
VOLUME /data
EXPOSE 4567
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/cli.ts", "serve"]
