import type { TextName } from '#solver/contract/programme/public-page.ts';

/** Over each text of the public page, in the order of the page. */
export const TEXT_HEADINGS: Readonly<Record<TextName, string>> = {
  welcome: 'Welcome',
  forMentors: 'What mentors gain',
  forParticipants: 'What participants gain',
  forAssociation: 'What the association gains',
  whenAndWhere: 'When and where',
  mentorResponsibilities: 'What a mentor takes on',
  participantResponsibilities: 'What a participant takes on',
  contact: 'Questions',
};
