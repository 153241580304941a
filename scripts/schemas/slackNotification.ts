import { deliveryReport } from './delivery';
import { type Answers, flag, listOf, number, only, orNull, text } from './shape';

const textObject = only({ type: text, text, verbatim: flag });

const block = only({
	type: text,
	text: textObject,
	fields: listOf(textObject),
	elements: listOf(textObject),
});

const attachment = only({
	fallback: text,
	color: text,
	title: text,
	title_link: text,
	text,
	fields: listOf(only({ title: text, value: text, short: flag })),
	footer: text,
	ts: number,
	mrkdwn_in: listOf(text),
});

export const slackNotificationAnswers: Answers = {
	// `SlackMessage` of nodes/SlackNotification/message/slackMessage.ts.
	'message/preview': only({
		format: text,
		message: only({ text, blocks: listOf(block), attachments: listOf(attachment) }),
		blockKitBuilder: orNull(text),
		blockKitBuilderMissing: text,
	}),
	// An incoming webhook of Slack answers "ok".
	'message/send': deliveryReport(text),
};
