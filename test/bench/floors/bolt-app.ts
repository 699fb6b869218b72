import { App, HTTPReceiver, LogLevel, type SlashCommand } from '@slack/bolt'
import { given, ready } from './environment.ts'

/** A bolt app with nothing in it but an answer to `/delegate`. */
export async function serve(answer: (command: SlashCommand) => Promise<string>): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret: given('SLACK_SIGNING_SECRET'), logLevel: LogLevel.ERROR })
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-1' }),
    ...{ ignoreSelf: false, convoStore: false, logLevel: LogLevel.ERROR },
  })
  app.command('/delegate', async ({ command, ack }) => ack({ response_type: 'ephemeral', text: await answer(command) }))
  await receiver.start({ port: Number(given('PORT')), host: '127.0.0.1' })
  ready()
}
