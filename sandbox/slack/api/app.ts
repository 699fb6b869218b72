import { done, refuse, textOf, type Answer, type Call, type Method } from './call.ts'

function authTest({ slack, app }: Call): Answer {
  const workspace = slack.world.workspaces.get(app.workspace)
  const bot = slack.world.users.get(app.botUser)
  return done({
    url: `https://${workspace?.domain}.slack.com/`,
    team: workspace?.name,
    user: bot?.name,
    team_id: app.workspace,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  })
}

function teamInfo({ slack, app, args }: Call): Answer {
  const workspace = slack.world.workspaces.get(textOf(args, 'team') ?? app.workspace)
  if (!workspace || workspace.id !== app.workspace) return refuse('team_not_found')
  return done({
    team: {
      ...workspace,
      email_domain: '',
      icon: { image_default: true },
      url: `https://${workspace.domain}.slack.com/`,
    },
  })
}

function botsInfo({ slack, app, args }: Call): Answer {
  const wanted = textOf(args, 'bot') ?? app.botId
  const bot = [...slack.world.apps.values()].find((one) => one.botId === wanted && one.workspace === app.workspace)
  if (!bot) return refuse('bot_not_found')
  return done({
    bot: { id: bot.botId, deleted: false, name: bot.name, updated: 0, app_id: bot.id, user_id: bot.botUser, icons: {} },
  })
}

/** Trades the code of an install page for the bot's token; ten minutes, once. */
function oauthAccess({ slack, args }: Call): Answer {
  const app = [...slack.world.apps.values()].find((one) => one.clientId === textOf(args, 'client_id'))
  if (!app) return refuse('invalid_client_id')
  if (app.clientSecret !== textOf(args, 'client_secret')) return refuse('bad_client_secret')
  const code = slack.world.oauthCodes.get(textOf(args, 'code') ?? '')
  if (!code || code.app !== app.id) return refuse('invalid_code')
  if (code.used) return refuse('code_already_used')
  if (slack.clock.now() > code.expires) return refuse('invalid_code')

  code.used = true
  const workspace = slack.world.workspaces.get(app.workspace)
  return done({
    app_id: app.id,
    authed_user: { id: [...slack.world.users.values()].find((user) => user.admin)?.id },
    scope: [...app.scopes].join(','),
    token_type: 'bot',
    access_token: app.botToken,
    bot_user_id: app.botUser,
    team: { id: app.workspace, name: workspace?.name },
    enterprise: null,
    is_enterprise_install: false,
  })
}

export const app: { [name: string]: Method } = {
  'api.test': { tier: 4, scopes: [], token: 'none', run: ({ args }) => done({ args }) },
  'auth.test': { scopes: [], run: authTest },
  'team.info': { tier: 3, scopes: ['team:read'], run: teamInfo },
  'bots.info': { tier: 3, scopes: ['users:read'], run: botsInfo },
  'oauth.v2.access': { tier: 4, scopes: [], token: 'none', run: oauthAccess },
  'apps.connections.open': {
    scopes: [],
    token: 'app',
    run: ({ app: one, sockets }) =>
      one.delivery.mode === 'socket' ? done({ url: sockets.ticket(one) }) : refuse('socket_mode_not_enabled'),
  },
}
