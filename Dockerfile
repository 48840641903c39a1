FROM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-slim
LABEL org.opencontainers.image.title="dashpreview" \
      org.opencontainers.image.description="See a Grafana dashboard with data before you merge it" \
      org.opencontainers.image.licenses="Apache-2.0"
# The bundle contains all dependencies, so no packages are installed here.
COPY --from=build /src/package.json /src/LICENSE /opt/dashpreview/
COPY --from=build /src/dist /opt/dashpreview/dist
COPY --from=build /src/assets /opt/dashpreview/assets
RUN ln -s /opt/dashpreview/dist/cli.js /usr/local/bin/dashpreview
USER node
WORKDIR /work
ENTRYPOINT ["dashpreview"]
CMD ["--help"]
