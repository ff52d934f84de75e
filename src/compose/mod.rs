//! What the paper says: `Plan` + `standard` → sheets of final text. Pure and quick.

mod sheet;

pub use sheet::{
    Columns, ColumnsRole, Grid, GridCell, Inline, Line, Look, Paper, Piece, Properties, Sheet,
};
