import { anything, type Answers, only, orNull, text } from './shape';

/** "Field Reference" of the webhook page, which the page about messages follows. */
const messageFields = {
	id: text,
	content: orNull(text),
	content_type: text,
	filename: orNull(text),
	type: text,
	channel: orNull(text),
	status: text,
	metadata: orNull(anything),
	created_by: orNull(text),
	updated_by: orNull(text),
	created_at: orNull(text),
	updated_at: orNull(text),
};

const message = only({ ...messageFields, conversation: text });

export const conversationAnswers: Answers = {
	'conversation/create': only({ id: text }),
	'message/getAll': message,
	'message/send': message,
};
