/** Media types and endings that the server can read. How large a file may be is the operator's choice, so the server says. */
export const ACCEPT = {
  "application/pdf": [".pdf"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [".docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [".xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": [".pptx"],
  "text/html": [".html", ".htm"],
  "text/csv": [".csv", ".tsv"],
  "text/markdown": [".md", ".markdown"],
  "text/plain": [".txt"],
};

/** The same for people. */
export const ACCEPTED = "PDF, Word, Excel, PowerPoint, HTML, CSV, Markdown and text";
