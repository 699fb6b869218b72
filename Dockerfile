FROM node:26-slim
WORKDIR /app
ENV NODE_ENV=production

# The image is the runtime: the Node that npm would bring is left out.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

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
CMD ["node", "src/bot/main.ts"]
