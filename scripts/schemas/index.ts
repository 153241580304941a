import { conversationAnswers } from './conversation';
import { missiveAnswers } from './missive';
import { openWorkAnswers } from './openWork';
import type { Answers } from './shape';
import { signedWebhookAnswers, verifyWebhookAnswers } from './signedWebhook';
import { slackNotificationAnswers } from './slackNotification';
import { supportAutoresponderAnswers } from './supportAutoresponder';

/** What the operations of each action node answer, by the node's class: the one place where that is said. */
export const ANSWERS: Readonly<Record<string, Answers>> = {
	Conversation: conversationAnswers,
	Missive: missiveAnswers,
	OpenWork: openWorkAnswers,
	SignedWebhook: signedWebhookAnswers,
	SlackNotification: slackNotificationAnswers,
	SupportAutoresponder: supportAutoresponderAnswers,
	VerifyWebhook: verifyWebhookAnswers,
};

/** Action nodes of which nothing can be said, by the node's class, with the reason. */
export const WITHOUT_ANSWERS: Readonly<Record<string, string>> = {
	ConfirmWebhook: 'It passes on the items that it gets.',
};
