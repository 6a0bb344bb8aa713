/**
 * The states of a refund as people meet them: a word, a sentence for the agent, a sentence to say to the caller.
 * `accepted` and `paid` are what `confirmed` means once the central service has told its own state.
 */
export const intents = {
  'intent.queued.label': 'Queued',
  'intent.queued.agent': 'Saved on this desk. It has not left for the central service yet and goes by itself.',
  'intent.queued.caller': 'Your refund of {amount} is recorded. It will be sent as soon as our line is free.',
  'intent.sending.label': 'Sending',
  'intent.sending.agent': 'On its way to the central service now.',
  'intent.sending.caller': 'I am sending your refund of {amount} right now.',
  'intent.unknown.label': 'Not known yet',
  'intent.unknown.agent':
    'It was sent, but the answer got lost. The desk asks again with the same key, so it cannot double.',
  'intent.unknown.caller':
    'Your refund of {amount} was sent, and I am waiting for the confirmation. It cannot happen twice.',
  'intent.needs_review.label': 'Needs you',
  'intent.needs_review.agent': 'A person must look at this refund before it can go on.',
  'intent.needs_review.caller': 'I need to check your refund of {amount} with a colleague. We will call you back.',
  'intent.pending_approval.label': 'Waits for approval',
  'intent.pending_approval.agent':
    'It is above your limit. A supervisor other than you decides; the amount is reserved meanwhile.',
  'intent.pending_approval.caller': 'Your refund of {amount} is with my supervisor for approval.',
  'intent.accepted.label': 'Accepted',
  'intent.accepted.agent': 'The central service has taken it over and is paying it out.',
  'intent.accepted.caller':
    'Your refund of {amount} is confirmed. It reaches your card ending {last4} in 3 to 5 working days.',
  'intent.paid.label': 'Paid',
  'intent.paid.agent': 'The gateway has paid it out.',
  'intent.paid.caller':
    'Your refund of {amount} has been paid to your card ending {last4}. Your bank may take 3 to 5 working days to show it.',
  'intent.refused.label': 'Refused',
  'intent.refused.agent': 'The central service refused it, and no money moved.',
  'intent.refused.caller':
    'I could not give back {amount} just now, and nothing was paid. Let me see what else I can do.',
  'intent.refused.faster':
    'A colleague has just given money back on this payment, so I did not do it again. Let me check with you what is left.',
  'intent.cancelled.label': 'Taken back',
  'intent.cancelled.agent': 'It was taken back before it left this desk. No money moved.',
  'intent.cancelled.caller': 'I have taken that refund of {amount} back. Nothing was paid.',

  'waiting.network': 'Waits until the central service answers again.',
  'waiting.sign_in': 'Waits until you sign in.',
  'waiting.owner': 'Waits until {agent} signs in.',
  'waiting.gateway': 'Waits until its payment gateway answers again.',
  'waiting.copy': 'Waits for fresh data, because it has been here for a while.',
  'waiting.retry': 'Waits for its next try.',
  'waiting.approval': 'Waits for a supervisor.',
  'waiting.person': 'Waits for a person.',
  'waiting.seen': 'Stays on your list until you have read it.',
  'waiting.turn': 'Leaves in a moment.',
} as const
