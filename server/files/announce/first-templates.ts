import type { Templates } from '#solver/contract/api/announcement.ts';

/** Letters to begin with; a committee writes its own over them. */
export const FIRST_TEMPLATES: Templates = {
  participant: `Dear {{first name}},

we are glad to tell you who your mentor in {{programme}} will be:

{{partner details}}

You will meet for the first time on {{kick-off}}. Please get in touch before then, tell each other what you hope for, and bring one goal you want to work on.

After that day you lead the way: you find the times and bring the topics. Plan to meet about every three months, in {{meetings}}; the programme closes in {{close}}. Agree early on how you will work together, and on what stays between the two of you.

If something does not work out, write to us. A change that is made early helps everybody.

With good wishes,
the Mentorship Subcommittee
`,
  mentor: `Dear {{first name}},

thank you for giving your time as a mentor in {{programme}}. We have matched you with:

{{partner details}}

You will meet for the first time on {{kick-off}}. Participants have been asked to write to you before then; please answer soon, also if you are short of time.

Plan to meet about every three months, in {{meetings}}; the programme closes in {{close}}. Participants bring the topics. You listen, ask, open doors, and say plainly what you cannot help with. Agree early on how you will work together, and on what stays between the two of you.

If you can no longer take part, or if something does not work out, please tell us at once, so that nobody is left waiting.

With thanks,
the Mentorship Subcommittee
`,
};
