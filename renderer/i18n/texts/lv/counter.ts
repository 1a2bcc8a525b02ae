/** Screens of staff and managers. */
export const counter = {
  nav: {
    label: 'Galvenā izvēlne',
    orders: 'Pasūtījumi',
    newOrder: 'Jauns pasūtījums',
    pickUp: 'Izsniegšana',
  },
  orders: {
    emptyToday: 'Šodien vēl nav pasūtījumu',
    chooseOne: 'Izvēlieties pasūtījumu',
  },
} as const;
