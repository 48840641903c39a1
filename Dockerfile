# The build runs on the builder's own architecture: what it makes is the same for all.
FROM --platform=$BUILDPLATFORM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build \
 && mkdir -p /out/opt/dashpreview /out/usr/local/bin \
 && cp -R package.json LICENSE dist assets /out/opt/dashpreview/ \
 && ln -s /opt/dashpreview/dist/cli.js /out/usr/local/bin/dashpreview

FROM node:24-slim
# The name that the image is pulled by, so that comments can say how to run it again.
ARG IMAGE=dashpreview
LABEL org.opencontainers.image.title="dashpreview" \
      org.opencontainers.image.description="See a Grafana dashboard with data before you merge it" \
      org.opencontainers.image.licenses="Apache-2.0"
# The bundle contains all dependencies, so no packages are installed here. Nothing runs here either, so that the image
# of another architecture needs no emulation.
COPY --from=build /out/ /
# For `up --local`, `report` and `test`.
COPY --from=prom/prometheus:v3.5.0 /bin/prometheus /bin/promtool /usr/local/bin/
ENV DASHPREVIEW_COMMAND="docker run --rm -v .:/work --tmpfs /tmp ${IMAGE}"
USER node
WORKDIR /work
ENTRYPOINT ["dashpreview"]
CMD ["--help"]
