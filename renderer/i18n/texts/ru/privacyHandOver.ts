import type { RussianLike } from '../../shape.ts';
import type { privacyHandOver as latvian } from '../lv/privacyHandOver.ts';

export const privacyHandOver = {
  title: 'Архив данных',
  state: {
    building: 'Готовится',
    ready: 'Готов к выдаче',
    collected: 'Выдан',
    gone: 'Удалён',
  },
  made: 'Подготовлен',
  until: 'Выдать до',
  collected: 'Выдан',
  gone: 'Архива больше нет. Если он нужен, примите новый запрос.',
  code: 'Пароль',
  showCode: 'Показать пароль',
  hideCode: 'Скрыть пароль',
  apart:
    'Передайте пароль другим путём, чем файл: если файл идёт на носителе или по почте, пароль скажите по телефону или отправьте в SMS. Показ записывается.',
  do: 'Выдать…',
  ask: 'На чём выдаётся архив?',
  confirm: 'Записать выдачу',
  once: 'Архив выдаётся один раз. Через час файл удаляется.',
  file: 'Файл в папке «exports», ещё час: {{file}}',
  own: 'Чужой носитель может заразить этот компьютер, а данные на нём могут остаться доступны другим. Предложите носитель компании.',
  agree: 'Клиент это знает и всё же просит свой носитель',
} as const satisfies RussianLike<typeof latvian>;
