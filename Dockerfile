# The command line in an image: see docs/ci.md. `npm run package:npm` writes the package that it takes.
FROM node:22-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/*
COPY tokenscale-*.tgz /tmp/
RUN npm install --global --ignore-scripts --no-audit --no-fund /tmp/tokenscale-*.tgz \
  && rm /tmp/tokenscale-*.tgz
USER node
WORKDIR /work
ENTRYPOINT ["tokenscale"]
