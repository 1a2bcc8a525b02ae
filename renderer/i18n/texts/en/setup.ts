import type { EnglishLike } from '../../shape.ts';
import type { setup as latvian } from '../lv/setup.ts';

export const setup = {
  firstRun: {
    title: 'What is this terminal?',
    lead: 'You set this up once. Later it can only be changed by setting up anew.',
    kiosk: 'Kiosk',
    kioskDetail: 'For customers, with a touch screen',
    counter: 'Counter',
    counterDetail: 'For staff, with a keyboard',
    demo: 'Demo',
    demoDetail:
      'Kiosk and counter together, with made-up people and a published key. Do not enter real data.',
    manager: 'Manager',
    managerLead: 'The first person, who may do everything. Others are added later.',
    name: 'Name',
    pin: 'PIN, 4–8 digits',
    pinAgain: 'PIN again',
    passphrase: 'Passphrase',
    passphraseAgain: 'Passphrase again',
    passphraseLead:
      'The system of this computer cannot protect the database key, so a passphrase will. It is asked at each start. Without it the data cannot be recovered: write it down and keep it in a safe.',
    passphraseLength: 'at least 10 characters',
    protectedLead: 'The operating system of this computer will protect the database key.',
    start: 'Set up',
    working: 'Setting up',
    error: {
      kind: 'Choose what this terminal is.',
      name: 'Enter the name of the manager.',
      pin: 'A PIN is 4 to 8 digits, not in a row and not all the same.',
      pinAgain: 'The two PINs differ.',
      passphrase: 'The passphrase needs at least 10 characters.',
      passphraseAgain: 'The two passphrases differ.',
    },
  },
  locked: {
    title: 'Unlock the database',
    text: 'Enter the passphrase of this terminal.',
    unlock: 'Unlock',
  },
  starting: 'Lete is starting',
  failed: {
    quit: 'Close Lete',
    what: 'What happened',
    todo: 'What to do',
    title: {
      'runtime-unfit': 'Lete cannot work with this runtime',
      'folder-unavailable': 'The data folder is not available',
      'disk-full': 'The disk is full',
      'in-use': 'The database is already open',
      'key-missing': 'The database key is missing',
      'key-mismatch': 'The key does not fit this database',
      'key-store-away': 'The computer’s key store cannot be reached now',
      'settings-refused': 'The database refused its safety settings',
      damaged: 'The database is damaged',
      'from-future': 'The data come from a newer Lete',
      'migration-failed': 'The data could not be prepared for this version',
      'catalogue-malformed': 'The price list is damaged',
      'ledger-missing': 'There is no erasure ledger',
      'erasure-pending': 'An erasure is not finished',
      'notice-malformed': 'The privacy notice is damaged',
      'crash-loop': 'Lete stopped several times',
    },
    text: {
      'runtime-unfit': 'A part is missing without which the database cannot be opened safely.',
      'folder-unavailable': 'The folder that holds the data cannot be opened or written to.',
      'disk-full': 'The database cannot be opened because there is no free space on the disk.',
      'in-use': 'Another Lete is already working with these data.',
      'key-missing': 'The database is there, but the key file is not. Without it the data cannot be read.',
      'key-mismatch': 'The key file is from another computer or was changed.',
      'key-store-away':
        'The operating system keeps the database key and does not give it out at the moment. The data are untouched.',
      'settings-refused': 'Without these settings the data would not be safe, so Lete does not go on.',
      damaged:
        'The check found damage, and there is no sound copy in the folder “backups”. Nothing was overwritten.',
      'from-future': 'A newer version of the program has already used this database.',
      'migration-failed': 'The data are as they were; there is a copy in the folder “backups”.',
      'catalogue-malformed':
        'The price list that ships with Lete cannot be read. We do not sell at wrong prices.',
      'ledger-missing':
        'Without it nobody knows whose data were erased and must not come back, so Lete does not go on.',
      'erasure-pending':
        'The restored database holds people who were erased, and the erasure could not be repeated.',
      'notice-malformed':
        'The privacy notice that ships with Lete cannot be read. We take no orders without it.',
      'crash-loop': 'After several tries in a row Lete no longer starts by itself.',
    },
    help: {
      'runtime-unfit': 'Install Lete again. The data stay.',
      'folder-unavailable':
        'Check that the disk is connected and the folder may be written to, then start again.',
      'disk-full': 'Make space on the disk, then start again.',
      'in-use': 'Close the other Lete. If there is none, restart the computer.',
      'key-missing': 'Restore the folder “keys” from the backup. Do not set up the terminal anew.',
      'key-mismatch': 'Use the computer and user that Lete was set up with, or restore the folder “keys”.',
      'key-store-away':
        'Sign in to the computer as the user that Lete was set up with, unlock the key store and start again.',
      'settings-refused': 'Call support and tell them the reference number.',
      damaged: 'Do not delete anything. Call support: a copy that is kept elsewhere is needed.',
      'from-future': 'Install the newer version of Lete.',
      'migration-failed': 'Call support and tell them the reference number. Do not delete anything.',
      'catalogue-malformed': 'Install Lete again or ask the head office for a new price list.',
      'ledger-missing': 'Restore the folder “keys” as it was on this computer. Do not delete anything.',
      'erasure-pending':
        'Start Lete again. If it happens again, call support and tell them the reference number.',
      'notice-malformed': 'Install Lete again or ask the head office for a new notice.',
      'crash-loop': 'Restart the computer. If it happens again, call support.',
    },
  },
} as const satisfies EnglishLike<typeof latvian>;
