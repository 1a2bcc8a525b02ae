import { createWindow } from '../windows/createWindow.ts';

/** Prints a page without scripts or network to PDF in a window that is never shown. */
export const htmlToPdf = async (html: string): Promise<Uint8Array> => {
  const window = createWindow({ kind: 'paper', show: false });
  try {
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
    return await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true });
  } finally {
    window.destroy();
  }
};
