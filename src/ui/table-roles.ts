/**
 * The roles of a table's parts, said outright. Where a narrow layout takes the table's own display
 * away (rows as grids), some browsers forget what its parts mean unless they are told.
 */
export const tableRoles = {
  table: { role: 'table' },
  rowGroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader', scope: 'col' },
  rowHeader: { role: 'rowheader', scope: 'row' },
  cell: { role: 'cell' },
} as const;
