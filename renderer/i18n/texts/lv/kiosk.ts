/** Screens of the customer. */
export const kiosk = {
  steps: {
    label: 'Soļi',
    photos: 'Foto',
    sizes: 'Izmēri',
    details: 'Jūsu dati',
    check: 'Pārbaude',
  },
  start: {
    title: 'Pieskarieties, lai sāktu',
  },
  source: {
    mayRemove: 'Karti drīkst izņemt',
  },
  photos: {
    title: 'Izvēlieties fotogrāfijas',
    selectAll: 'Atlasīt visas',
  },
  check: {
    allCorrect: 'Viss pareizi',
    order: 'Pasūtīt',
  },
  number: {
    payAtCounter: 'Samaksājiet pie letes',
    photographNumber: 'Nofotografējiet numuru',
  },
} as const;
