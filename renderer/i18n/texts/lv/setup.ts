/** First start, and screens for what keeps Lete from starting. */
export const setup = {
  firstRun: {
    title: 'Kas ir šis terminālis?',
    kiosk: 'Kiosks',
    counter: 'Lete',
    demo: 'Izmēģinājums',
  },
} as const;
