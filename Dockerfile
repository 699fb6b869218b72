FROM node:26-slim
WORKDIR /app
ENV NODE_ENV=production

# With the optional packages: what draws pictures is one. The image is the runtime, so the Node that npm brings is taken away
# again, in the same layer.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/node-bin-* node_modules/.bin/node /root/.npm

COPY bin ./bin
COPY src ./src
COPY adapters ./adapters
COPY db ./db
COPY sandbox ./sandbox

# The embedded database, when no DATABASE_URL is given.
RUN mkdir .sahayak && chown node:node .sahayak
VOLUME /app/.sahayak
USER node
EXPOSE 3000
# Asks /health where the bot listens; where it does not, the container is well as long as its process runs.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["node", "src/bot/health.ts"]
CMD ["node", "bin/start.mjs"]
