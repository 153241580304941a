import { anyBody, deliveryReport, eventDelivery } from './delivery';
import { type Answers, atLeast } from './shape';

/** Of its output Delivered. The items of the others have the fields that they came with, which nobody knows. */
export const signedWebhookAnswers: Answers = { '': deliveryReport(anyBody) };

/** Of its output Verified: the event, which nobody knows, and what the node says about it. */
export const verifyWebhookAnswers: Answers = { '': atLeast({ delivery: eventDelivery }) };
